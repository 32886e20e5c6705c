-- The office steps of a filing (受理、复核、公示、登记 …) as the procedure pack ordered them at submission, each with its unit and
-- what became of it; the unit at whose desk it lies now, and by when.
alter table filings
  add column chain jsonb not null default '[]',
  add column procedure jsonb,
  add column asked jsonb,
  add column procedure_pack_hash text,
  add column desk_unit_id uuid references org_units,
  add column desk_step text,
  add column desk_due_on date;

update filings f set
  desk_unit_id = f.unit_id,
  desk_step = case f.status when 'submitted' then 'accept' else 'register' end,
  chain = jsonb_build_array(
    jsonb_build_object('id', 'accept', 'title', '受理', 'level', u.level, 'action', 'accept', 'clause', null, 'docNo', '',
      'unitId', f.unit_id, 'unitName', u.name, 'within', null, 'promised', false, 'reachedOn', null, 'dueOn', null, 'notice', null,
      'doneAt', f.accepted_at, 'doneBy', case when f.accepted_at is null then null else '' end, 'opinion', null),
    jsonb_build_object('id', 'register', 'title', '登记备案', 'level', u.level, 'action', 'register', 'clause', null, 'docNo', '',
      'unitId', f.unit_id, 'unitName', u.name, 'within', null, 'promised', false, 'reachedOn', null, 'dueOn', null, 'notice', null,
      'doneAt', null, 'doneBy', null, 'opinion', null))
  from org_units u where u.id = f.unit_id and f.status in ('submitted', 'accepted');

alter table filings add check ((desk_unit_id is not null) = (status in ('submitted', 'accepted')));
create index filings_desk on filings (desk_unit_id, status, submitted_at, id) where desk_unit_id is not null;

drop policy change on filings;
create policy change on filings for update using (
  enterprise_id = app_enterprise()
  or (submitted_at is not null and (unit_id = app_unit() or desk_unit_id = app_unit())))
  with check (
  enterprise_id = app_enterprise()
  or (submitted_at is not null and (unit_id = app_unit() or unit_id in (
    select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'))));

alter table filing_events drop constraint filing_events_kind_check;
alter table filing_events add constraint filing_events_kind_check check (kind in (
  'started', 'confirmed', 'submitted', 'accepted', 'returned', 'withdrawn', 'registered', 'publicized', 'passed'));

alter table files drop constraint files_purpose_check;
alter table files add constraint files_purpose_check check (purpose in (
  'photo', 'appointment-scan', 'id-scan', 'education-scan', 'qualification-scan', 'confirmation-scan', 'evidence', 'other'));
