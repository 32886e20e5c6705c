-- A notice is for everyone in one enterprise or one unit; who has read it is kept per account.
create table notices (
  id uuid primary key,
  enterprise_id uuid,
  unit_id uuid references org_units,
  kind text not null,
  title text not null,
  body text not null,
  link text,
  at timestamptz not null default now(),
  check ((enterprise_id is null) <> (unit_id is null))
);
create index notices_by_enterprise on notices (enterprise_id, id desc) where enterprise_id is not null;
create index notices_by_unit on notices (unit_id, id desc) where unit_id is not null;
create table notice_reads (
  account_id uuid not null,
  notice_id uuid not null references notices on delete cascade,
  at timestamptz not null default now(),
  primary key (account_id, notice_id)
);
alter table notices enable row level security;
create policy see on notices for select using (enterprise_id = app_enterprise() or unit_id = app_unit());
create policy post on notices for insert with check (app_kind() in ('enterprise', 'unit', 'system'));
alter table notice_reads enable row level security;
create policy own on notice_reads for all using (account_id = app_account()) with check (account_id = app_account());
grant select, insert on notices to opencqo_app;
grant select, insert on notice_reads to opencqo_app;
