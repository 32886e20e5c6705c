create function uploads_of_surveys(p_names text[]) returns setof text
language sql stable security definer set search_path = public as $$
  select stored_as from survey_imports where stored_as = any(p_names) and status <> 'discarded'
$$;
revoke execute on function uploads_of_surveys(text[]) from public;
