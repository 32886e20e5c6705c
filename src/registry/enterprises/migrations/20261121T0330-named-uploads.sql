-- Of these names, those that an import still needs; for the sweep of what no row names.
create function named_uploads(p_names text[]) returns setof text
language sql stable security definer set search_path = public as $$
  select stored_as from imports where stored_as = any(p_names) and app_kind() = 'system'
$$;
revoke execute on function named_uploads from public;
grant execute on function named_uploads to opencqo_app;
