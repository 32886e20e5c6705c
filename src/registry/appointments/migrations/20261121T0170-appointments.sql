create extension if not exists btree_gist;
create table appointments (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  status text not null check (status in ('draft', 'issued', 'ended')),
  person_name text not null,
  id_number_sealed bytea,
  id_number_hash bytea,
  position_title text not null,
  position_level text not null check (position_level in ('decision', 'senior', 'middle', 'other')),
  full_time boolean not null,
  departments text[] not null default '{}',
  powers text[] not null default '{}',
  term_from date not null,
  term_to date,
  allowance_fen bigint check (allowance_fen >= 0),
  career_path text not null default '',
  appointer_name text not null,
  appointer_capacity text not null check (appointer_capacity in ('法定代表人', '主要负责人')),
  letter_no text,
  issued_on date,
  issued_by uuid,
  scan_id uuid,
  created_at timestamptz not null default now(),
  primary key (enterprise_id, id),
  foreign key (enterprise_id, scan_id) references files (enterprise_id, id),
  check (term_to is null or term_to >= term_from),
  exclude using gist (enterprise_id with =, daterange(term_from, term_to, '[]') with &&) where (status = 'issued')
);
create table appointment_events (
  enterprise_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  kind text not null check (kind in ('drafted', 'changed', 'issued', 'scan-added', 'ended')),
  effective_on date not null,
  recorded_at timestamptz not null default now(),
  account_id uuid,
  note text not null default '',
  primary key (enterprise_id, id),
  foreign key (enterprise_id, appointment_id) references appointments (enterprise_id, id)
);
alter table appointments enable row level security;
create policy see on appointments for select using (
  enterprise_id = app_enterprise() or (status <> 'draft' and may_see_enterprise(enterprise_id)));
create policy write on appointments for insert with check (enterprise_id = app_enterprise());
create policy change on appointments for update using (enterprise_id = app_enterprise());
alter table appointment_events enable row level security;
create policy see on appointment_events for select using (may_see_enterprise(enterprise_id));
create policy append on appointment_events for insert with check (enterprise_id = app_enterprise());
grant select, insert, update on appointments to opencqo_app;
grant select, insert on appointment_events to opencqo_app;
