-- Of these ids, those that a row names; for the sweep of what no row names.
create function named_files(p_ids uuid[]) returns setof uuid
language sql stable security definer set search_path = public as $$
  select id from files where id = any(p_ids) and app_kind() = 'system'
$$;
revoke execute on function named_files from public;
grant execute on function named_files to opencqo_app;
