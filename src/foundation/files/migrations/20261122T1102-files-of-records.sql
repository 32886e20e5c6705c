-- Papers of the workbench: seen by the enterprise alone, whatever a bureau may see of its other papers.
alter table files drop constraint files_purpose_check;
alter table files add constraint files_purpose_check check (purpose in (
  'photo', 'appointment-scan', 'id-scan', 'education-scan', 'qualification-scan', 'confirmation-scan', 'consent-scan', 'evidence',
  'record', 'other'));
drop policy see on files;
create policy see on files for select using (
  case when purpose = 'record' then enterprise_id = app_enterprise() else may_see_enterprise(enterprise_id) end);
