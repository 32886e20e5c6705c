create table filings (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  kind text not null default 'new' check (kind in ('new', 'change', 'replace', 'cancel')),
  status text not null check (status in ('draft', 'submitted', 'accepted', 'registered', 'returned', 'withdrawn')),
  unit_id uuid not null references org_units,
  appointment_id uuid not null,
  -- 附件1 without what identifies a person
  form jsonb not null default '{}',
  person_name text not null default '',
  -- 身份证号, 手机, 通讯地址, 电子邮箱, 企业负责人联系方式
  private_sealed bytea,
  id_number_hash bytea,
  photo_id uuid,
  consented_at timestamptz,
  consent_version text,
  confirmed_at timestamptz,
  confirmed_by uuid,
  confirmation_scan_id uuid,
  submitted_at timestamptz,
  accepted_at timestamptz,
  accepted_by uuid,
  registered_at timestamptz,
  registered_by uuid,
  filing_no text,
  verdict jsonb,
  outcome text check (outcome in ('pass', 'relaxed', 'relaxable', 'fail', 'cannot-tell')),
  pack_id text,
  pack_version int,
  pack_hash text,
  procedure_pack_id text,
  procedure_pack_version int,
  relaxation_reason text,
  register_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (enterprise_id, id),
  foreign key (enterprise_id, appointment_id) references appointments (enterprise_id, id),
  foreign key (enterprise_id, photo_id) references files (enterprise_id, id),
  foreign key (enterprise_id, confirmation_scan_id) references files (enterprise_id, id),
  check ((status = 'registered') = (filing_no is not null))
);
create index filings_queue on filings (unit_id, status, submitted_at, id);
create index filings_by_person on filings (id_number_hash) where id_number_hash is not null;
create unique index one_open_filing on filings (enterprise_id, appointment_id)
  where status in ('draft', 'submitted', 'accepted', 'returned', 'registered');

create table filing_events (
  enterprise_id uuid not null,
  id uuid not null,
  filing_id uuid not null,
  kind text not null check (kind in ('started', 'confirmed', 'submitted', 'accepted', 'returned', 'withdrawn', 'registered')),
  effective_on date not null,
  recorded_at timestamptz not null default now(),
  account_id uuid,
  account_name text not null,
  role text not null,
  note text not null default '',
  primary key (enterprise_id, id),
  foreign key (enterprise_id, filing_id) references filings (enterprise_id, id)
);
create index filing_events_of on filing_events (enterprise_id, filing_id, id);

-- All defects of one return are told at once; the enterprise answers each.
create table filing_defects (
  enterprise_id uuid not null,
  filing_id uuid not null,
  round int not null,
  seq int not null,
  place text not null,
  why text not null,
  how text not null,
  basis text not null default '',
  answer text,
  primary key (enterprise_id, filing_id, round, seq),
  foreign key (enterprise_id, filing_id) references filings (enterprise_id, id)
);

create table filing_scans (
  enterprise_id uuid not null,
  filing_id uuid not null,
  file_id uuid not null,
  primary key (enterprise_id, filing_id, file_id),
  foreign key (enterprise_id, filing_id) references filings (enterprise_id, id),
  foreign key (enterprise_id, file_id) references files (enterprise_id, id)
);

-- 备案编号: gapless per unit and year; the row is locked until the registration commits.
create table filing_numbers (
  unit_id uuid not null references org_units,
  year int not null,
  last int not null,
  primary key (unit_id, year)
);
create table filing_number_register (
  filing_no text primary key,
  enterprise_id uuid not null,
  filing_id uuid not null
);

alter table filings enable row level security;
create policy see on filings for select using (
  enterprise_id = app_enterprise()
  or (submitted_at is not null and unit_id in (
    select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all')));
create policy start on filings for insert with check (enterprise_id = app_enterprise());
create policy change on filings for update using (
  enterprise_id = app_enterprise() or (submitted_at is not null and unit_id = app_unit()));
alter table filing_events enable row level security;
create policy see on filing_events for select using (may_see_enterprise(enterprise_id));
create policy append on filing_events for insert with check (may_see_enterprise(enterprise_id));
alter table filing_defects enable row level security;
create policy see on filing_defects for select using (may_see_enterprise(enterprise_id));
create policy write on filing_defects for insert with check (may_see_enterprise(enterprise_id));
create policy answer on filing_defects for update using (enterprise_id = app_enterprise());
alter table filing_scans enable row level security;
create policy see on filing_scans for select using (may_see_enterprise(enterprise_id));
create policy write on filing_scans for all using (enterprise_id = app_enterprise()) with check (enterprise_id = app_enterprise());
alter table filing_numbers enable row level security;
create policy own on filing_numbers for all using (unit_id = app_unit()) with check (unit_id = app_unit());
alter table filing_number_register enable row level security;
create policy see on filing_number_register for select using (may_see_enterprise(enterprise_id));
create policy give on filing_number_register for insert with check (may_see_enterprise(enterprise_id));

grant select, insert, update on filings to opencqo_app;
grant select, insert on filing_events to opencqo_app;
grant select, insert, update on filing_defects to opencqo_app;
grant select, insert, delete on filing_scans to opencqo_app;
grant select, insert, update on filing_numbers to opencqo_app;
grant select, insert on filing_number_register to opencqo_app;
