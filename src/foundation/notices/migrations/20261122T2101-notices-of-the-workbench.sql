-- 质量人员 are told of what happens in the workbench and of what is meant for them, not of 聘任 and 备案.
alter table notices add column in_workbench boolean not null default false;
drop policy see on notices;
create policy see on notices for select using (
  (enterprise_id = app_enterprise() and (account_id is null or account_id = app_account())
   and (app_role() <> 'staff' or in_workbench or account_id is not null))
  or unit_id = app_unit()
  or (app_kind() = 'admin' and admin_role = app_role()));
