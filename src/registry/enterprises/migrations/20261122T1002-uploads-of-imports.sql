create function uploads_of_imports(p_names text[]) returns setof text
language sql stable security definer set search_path = public as $$
  select stored_as from imports where stored_as = any(p_names)
$$;
revoke execute on function uploads_of_imports(text[]) from public;
