-- Counted failures outlive their purpose after a day.
create index sign_in_failures_by_age on sign_in_failures (last_at);
create function purge_failures(p_before timestamptz, p_limit int) returns int
language plpgsql security definer set search_path = public as $$
declare n int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only for jobs'; end if;
  delete from sign_in_failures where login_digest in (
    select login_digest from sign_in_failures where last_at < p_before order by last_at limit p_limit);
  get diagnostics n = row_count;
  return n;
end $$;
revoke execute on function purge_failures from public;
grant execute on function purge_failures to opencqo_app;
