-- Where a chain ends, for whoever may read the chain: without it, entries removed from its end would not be missed.
create function audit_head(p_chain uuid) returns table (seq bigint, hash bytea)
language sql stable security definer set search_path = public as $$
  select h.seq, h.hash from audit_heads h
   where h.chain_id = p_chain
     and (may_see_enterprise(p_chain)
       or p_chain in (select s.unit_id from unit_scope s where s.viewer_id = app_unit())
       or app_role() = 'audit-admin')
$$;
revoke execute on function audit_head from public;
grant execute on function audit_head to opencqo_app;
