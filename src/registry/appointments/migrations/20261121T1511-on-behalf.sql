-- 代办: entered by an officer of the responsible unit from the stamped letter.
alter table appointments
  add column on_behalf_unit_id uuid references org_units,
  add column on_behalf_name text,
  add check ((on_behalf_unit_id is null) = (on_behalf_name is null)),
  add constraint on_behalf_needs_scan check (on_behalf_unit_id is null or status = 'draft' or scan_id is not null);
drop policy see on appointments;
create policy see on appointments for select using (
  enterprise_id = app_enterprise() or (status <> 'draft' and may_see_enterprise(enterprise_id))
  or on_behalf_unit_id = app_unit());
drop policy write on appointments;
create policy write on appointments for insert with check (
  (enterprise_id = app_enterprise() and on_behalf_unit_id is null)
  or (on_behalf_unit_id = app_unit() and responsible_for(enterprise_id)));
drop policy change on appointments;
create policy change on appointments for update using (
  enterprise_id = app_enterprise() or (on_behalf_unit_id = app_unit() and responsible_for(enterprise_id)));
create policy append_on_behalf on appointment_events for insert with check (responsible_for(enterprise_id));

-- Who acted for whom is not to be rewritten, by nobody.
create function keep_on_behalf() returns trigger language plpgsql as $$
begin
  if new.on_behalf_unit_id is distinct from old.on_behalf_unit_id then
    raise exception 'on_behalf_unit_id is kept as it is' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_on_behalf before update on appointments for each row execute function keep_on_behalf();
