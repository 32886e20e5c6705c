-- What is done in an enterprise's workbench stands in a chain of its own: the enterprise reads it, and the audit administrator,
-- who verifies the seals over every chain; no bureau.
create function workbench_chain(p_enterprise uuid) returns uuid language sql immutable parallel safe
  return overlay(overlay(md5('workbench ' || p_enterprise) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid;
grant execute on function workbench_chain to opencqo_app;

alter table audit_entries drop constraint audit_entries_chain_kind_check;
alter table audit_entries add constraint audit_entries_chain_kind_check check (chain_kind in ('enterprise', 'workbench', 'unit', 'platform'));
drop policy see on audit_entries;
create policy see on audit_entries for select using (
  (chain_kind = 'enterprise' and may_see_enterprise(chain_id))
  or (chain_kind = 'workbench' and chain_id = workbench_chain(app_enterprise()))
  or (chain_kind = 'unit' and chain_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit()))
  or app_role() = 'audit-admin');

create or replace function audit_head(p_chain uuid) returns table (seq bigint, hash bytea)
language sql stable security definer set search_path = public as $$
  select h.seq, h.hash from audit_heads h
   where h.chain_id = p_chain
     and (may_see_enterprise(p_chain)
       or p_chain = workbench_chain(app_enterprise())
       or p_chain in (select s.unit_id from unit_scope s where s.viewer_id = app_unit())
       or app_role() = 'audit-admin')
$$;
