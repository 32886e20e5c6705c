create table defect_templates (
  unit_id uuid not null references org_units,
  id uuid not null,
  version int not null default 1,
  name text not null,
  place text not null,
  why text not null,
  how text not null,
  basis text not null default '',
  position int not null,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  primary key (unit_id, id),
  unique (unit_id, name)
);
alter table defect_templates enable row level security;
-- A unit uses its own and those of the units over it, i.e. of those that see it.
create policy see on defect_templates for select using (
  unit_id = app_unit() or exists (select 1 from unit_scope s
    where s.viewer_id = defect_templates.unit_id and s.unit_id = app_unit() and s.covers = 'all'));
create policy add on defect_templates for insert with check (unit_id = app_unit());
create policy change on defect_templates for update using (unit_id = app_unit());
create policy remove on defect_templates for delete using (unit_id = app_unit());
grant select, insert, update, delete on defect_templates to opencqo_app;
