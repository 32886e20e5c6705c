-- The bytes lie encrypted in the data folder; a row without bytes cannot be, because they are written first.
create table files (
  enterprise_id uuid not null,
  id uuid not null,
  purpose text not null check (purpose in ('photo', 'appointment-scan', 'id-scan', 'education-scan', 'qualification-scan', 'confirmation-scan', 'other')),
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  added_by uuid not null,
  added_at timestamptz not null default now(),
  primary key (enterprise_id, id)
);
alter table files enable row level security;
create policy see on files for select using (may_see_enterprise(enterprise_id));
create policy add on files for insert with check (enterprise_id = app_enterprise());
grant select, insert on files to opencqo_app;
