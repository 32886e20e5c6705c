-- 代办: the responsible unit keeps scans of papers for an enterprise without computer; they carry the unit.
alter table files add column on_behalf_unit_id uuid references org_units;
alter table files drop constraint files_purpose_check;
alter table files add constraint files_purpose_check check (purpose in (
  'photo', 'appointment-scan', 'id-scan', 'education-scan', 'qualification-scan', 'confirmation-scan', 'consent-scan', 'evidence', 'other'));
drop policy add on files;
create policy add on files for insert with check (
  (enterprise_id = app_enterprise() and on_behalf_unit_id is null)
  or (on_behalf_unit_id = app_unit() and responsible_for(enterprise_id)));
