create function uploads_of_rosters(p_names text[]) returns setof text
language sql stable security definer set search_path = public as $$
  select stored_as from roster_versions where stored_as = any(p_names) and status <> 'discarded'
$$;
revoke execute on function uploads_of_rosters(text[]) from public;
