-- Many forms in one PDF: made by a job, fetched by whoever asked, gone after a day.
create table filing_prints (
  unit_id uuid not null references org_units,
  id uuid not null,
  status text not null check (status in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  shown text not null check (shown in ('masked', 'full')),
  purpose text not null default '',
  wanted jsonb not null,
  total int not null,
  done int not null default 0,
  left_out jsonb not null default '[]',
  file_id uuid,
  size bigint,
  asked_by uuid not null,
  asked_at timestamptz not null,
  finished_at timestamptz,
  primary key (unit_id, id)
);
create index filing_prints_by_age on filing_prints (asked_at);
alter table filing_prints enable row level security;
-- Personal data in full is for the person who gave the purpose, not for the whole unit.
create policy own on filing_prints for all
  using (unit_id = app_unit() and (asked_by = app_account() or app_kind() = 'system'))
  with check (unit_id = app_unit() and (asked_by = app_account() or app_kind() = 'system'));
create policy sweep on filing_prints for all using (app_kind() = 'system' and app_unit() is null and app_enterprise() is null);
grant select, insert, update, delete on filing_prints to opencqo_app;

-- The nightly sweep leaves files that a print names.
create or replace function named_files(p_ids uuid[]) returns setof uuid
language sql stable security definer set search_path = public as $$
  select id from files where id = any(p_ids) and app_kind() = 'system'
  union all
  select file_id from filing_prints where file_id = any(p_ids) and app_kind() = 'system'
$$;
