-- 摸底登记 (宜市市监联发〔2024〕9号 四1, 附件2): what an enterprise has of 聘书, 培训 and 评价证书, whoever gave it and wherever it is kept.
-- Append only. Of 聘书 and 评价证书, and of whether anybody was trained, the record with the latest day (as_of), of one day the one
-- recorded last, holds; each held training with its own date, organiser and person is one 人次. A record with voids takes
-- another one back. Training and certificates write their own results here, as source says.
create table credential_records (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  kind text not null check (kind in ('letter', 'training', 'evaluation')),
  held boolean not null,
  -- 聘书、培训结束或发证的日期
  held_on date,
  issuer text,
  number text,
  person_name text,
  -- Keyed hash of 身份证号, where it was given: the number itself is not kept.
  person_key bytea,
  hours int check (hours >= 0),
  -- Who says so: 企业填报, 电话核实, 查看原件 …
  said_by text not null,
  as_of date not null,
  source text not null check (source in ('survey', 'training', 'certificates', 'import')),
  note text,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null default '',
  -- The unit that recorded; null where the enterprise did so itself.
  unit_id uuid references org_units,
  import_id uuid,
  voids uuid,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, voids) references credential_records
);
create unique index credential_records_voided_once on credential_records (enterprise_id, voids) where voids is not null;
create index credential_records_of_import on credential_records (import_id) where import_id is not null;
alter table credential_records enable row level security;
create policy see on credential_records for select using (may_see_enterprise(enterprise_id));
create policy add on credential_records for insert with check (
  (enterprise_id = app_enterprise() and unit_id is null)
  or (unit_id = app_unit() and may_see_enterprise(enterprise_id)));
grant select, insert on credential_records to opencqo_app;

-- A list in the columns of 附件2 that a unit hands in.
create table survey_imports (
  unit_id uuid not null references org_units,
  id uuid not null,
  status text not null check (status in ('checked', 'applied', 'undone', 'discarded')),
  file_name text not null,
  stored_as text not null,
  sha256 bytea not null,
  mapping jsonb not null,
  as_of date not null,
  said_by text not null,
  rows_read int not null,
  good int not null,
  rejected int not null,
  records int not null,
  started_by uuid not null,
  started_by_name text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (unit_id, id)
);
create table survey_import_rows (
  unit_id uuid not null,
  import_id uuid not null,
  line int not null,
  enterprise_id uuid,
  name text not null,
  message text not null default '',
  -- [{kind, held, heldOn, issuer, number, personName, hours, note}]; 身份证号 as its keyed hash alone, in hex.
  records jsonb not null default '[]',
  primary key (unit_id, import_id, line),
  foreign key (unit_id, import_id) references survey_imports on delete cascade
);
alter table survey_imports enable row level security;
create policy own on survey_imports for all using (unit_id = app_unit()) with check (unit_id = app_unit());
alter table survey_import_rows enable row level security;
create policy own on survey_import_rows for all using (unit_id = app_unit()) with check (unit_id = app_unit());
grant select, insert, update on survey_imports to opencqo_app;
grant select, insert on survey_import_rows to opencqo_app;

-- What the records of an enterprise say on a day: of each kind the one that holds. That something is held is so from the
-- date of the paper, that it is not from the day the record speaks of.
create function credentials_on(p_enterprise uuid, p_on date, p_known timestamptz)
returns table (kind text, held boolean, record_id uuid, as_of date)
language sql stable as $$
  select distinct on (c.kind) c.kind, c.held, c.id, c.as_of from credential_records c
   where c.enterprise_id = p_enterprise and c.voids is null and c.recorded_at <= p_known
     and case when c.held then least(c.as_of, coalesce(c.held_on, c.as_of)) else c.as_of end <= p_on
     and not exists (select 1 from credential_records v
                      where v.enterprise_id = c.enterprise_id and v.voids = c.id and v.recorded_at <= p_known)
   order by c.kind, c.as_of desc, c.recorded_at desc, c.id desc
$$;

create or replace function named_uploads(p_names text[]) returns setof text
language sql stable security definer set search_path = public as $$
  select stored_as from imports where stored_as = any(p_names) and app_kind() = 'system'
  union select stored_as from roster_versions where stored_as = any(p_names) and app_kind() = 'system'
  union select stored_as from survey_imports where stored_as = any(p_names) and app_kind() = 'system'
$$;
