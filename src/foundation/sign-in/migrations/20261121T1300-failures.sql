-- Failures are counted by whoever asks, signed in or not; the table itself is touched through these functions alone.
drop policy signing_in on sign_in_failures;
revoke select, insert, update, delete on sign_in_failures from opencqo_app;

create function locked_seconds(p_digest bytea) returns int language sql stable security definer set search_path = public as $$
  select coalesce((select greatest(0, ceil(extract(epoch from locked_until - now())))::int
                     from sign_in_failures where login_digest = p_digest and locked_until is not null), 0)
$$;

create function count_failure(p_digest bytea, p_limit int, p_seconds int) returns void
language sql security definer set search_path = public as $$
  insert into sign_in_failures as f (login_digest, failures, locked_until, last_at)
  values (p_digest, 1, case when p_limit <= 1 then now() + make_interval(secs => p_seconds) end, now())
  on conflict (login_digest) do update set
    failures = case when f.last_at < now() - interval '15 minutes' or f.locked_until < now() then 1 else f.failures + 1 end,
    locked_until = case when f.last_at < now() - interval '15 minutes' or f.locked_until < now() then null
                        when f.failures + 1 >= p_limit then now() + make_interval(secs => p_seconds) else f.locked_until end,
    last_at = now()
$$;

create function clear_failures(p_digest bytea) returns void language sql security definer set search_path = public as $$
  delete from sign_in_failures where login_digest = p_digest
$$;

revoke execute on function locked_seconds, count_failure, clear_failures from public;
grant execute on function locked_seconds, count_failure, clear_failures to opencqo_app;
