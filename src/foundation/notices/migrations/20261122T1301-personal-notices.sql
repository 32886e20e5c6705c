-- A notice to one person of an enterprise; without an account it is for everyone there.
alter table notices add column account_id uuid references accounts;
alter table notices add constraint notices_personal_of_enterprise check (account_id is null or enterprise_id is not null);
drop policy see on notices;
create policy see on notices for select using (
  (enterprise_id = app_enterprise() and (account_id is null or account_id = app_account()))
  or unit_id = app_unit() or (app_kind() = 'admin' and admin_role = app_role()));
