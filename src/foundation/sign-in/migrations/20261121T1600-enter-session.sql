-- Who a token stands for, and row-level security set for this person, in one call: the first statements of a transaction
-- need no answer from each other and travel together. SET LOCAL and not set_config(), which does not reach the workers of
-- a distributed database. A token that stands for nobody sets nothing: then every row is hidden.
create function enter_session(p_hash bytea) returns table (
  session_id uuid, grant_id uuid, account_id uuid, name text, role text, enterprise_id uuid, unit_id uuid, unit_ids uuid[], stale boolean
) language plpgsql security definer set search_path = public as $$
begin
  for session_id, grant_id, account_id, name, role, enterprise_id, unit_id, unit_ids, stale in
    select a.session_id, a.grant_id, a.account_id, a.name, a.role, a.enterprise_id, a.unit_id, a.unit_ids, a.stale
      from session_actor(p_hash) a
  loop
    execute format('set local opencqo.kind = %L; set local opencqo.role = %L; set local opencqo.account = %L;
                    set local opencqo.enterprise = %L; set local opencqo.unit = %L',
      case when enterprise_id is not null then 'enterprise' when unit_id is not null then 'unit' else 'admin' end,
      role, account_id::text, coalesce(enterprise_id::text, ''), coalesce(unit_id::text, ''));
    return next;
  end loop;
end $$;
revoke execute on function enter_session from public;
grant execute on function enter_session to opencqo_app;
