-- Two roles of an enterprise for the workbench: 质量人员 and the 审核员 who only looks. The principal gives and ends them.
alter table grants drop constraint grants_role_check, drop constraint grants_check;
alter table grants
  add constraint grants_role_check check (role in ('filer', 'principal', 'cqo', 'staff', 'auditor', 'county-officer', 'city-officer',
    'province-officer', 'industry-officer', 'system-admin', 'security-admin', 'audit-admin')),
  add constraint grants_check check ((role in ('filer', 'principal', 'cqo', 'staff', 'auditor')) = (enterprise_id is not null));
alter table invitations drop constraint invitations_check1;
alter table invitations
  add constraint invitations_check1 check ((role in ('filer', 'principal', 'cqo', 'staff', 'auditor')) = (enterprise_id is not null));

create or replace function may_manage_role(p_role text, p_enterprise uuid, p_unit uuid) returns boolean
language sql stable security definer set search_path = public as $$
  select coalesce(case
    when app_role() = 'system-admin' then p_enterprise is null
    when app_kind() = 'unit' and p_unit is not null then
      exists (select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = p_unit and s.covers = 'all')
      and exists (select 1 from grants g where g.account_id = app_account() and g.unit_id = app_unit() and g.role = app_role()
                   and g.in_charge and grant_holds(g.valid_from, g.valid_to))
    when app_kind() = 'unit' and app_role() <> 'industry-officer' and p_enterprise is not null then
      p_role in ('filer', 'principal')
      and exists (select 1 from tenants t where t.enterprise_id = p_enterprise and t.unit_id = app_unit())
    when app_role() = 'principal' then p_enterprise = app_enterprise() and p_role in ('filer', 'cqo', 'staff', 'auditor')
    else false end, false)
$$;
