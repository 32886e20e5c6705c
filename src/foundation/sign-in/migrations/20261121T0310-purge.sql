-- What the nightly purge may do past row-level security, and nothing else; each call takes a bounded bite.
create index idempotency_keys_by_age on idempotency_keys (at);
create index sessions_by_expiry on sessions (expires_at);

create function purge_idempotency_keys(p_before timestamptz, p_limit int) returns int
language plpgsql security definer set search_path = public as $$
declare n int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only for jobs'; end if;
  delete from idempotency_keys where (account_id, key) in (
    select account_id, key from idempotency_keys where at < p_before order by at limit p_limit);
  get diagnostics n = row_count;
  return n;
end $$;

create function purge_sessions(p_before timestamptz, p_limit int) returns int
language plpgsql security definer set search_path = public as $$
declare n int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only for jobs'; end if;
  delete from sessions where id in (select id from sessions where expires_at < p_before order by expires_at limit p_limit);
  get diagnostics n = row_count;
  return n;
end $$;

revoke execute on function purge_idempotency_keys, purge_sessions from public;
grant execute on function purge_idempotency_keys, purge_sessions to opencqo_app;
