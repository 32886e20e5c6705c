-- 续聘: an appointment that follows another of the same officer without gap. 已撤销 (revoked): issued, and undone before it began,
-- because the officer left in the term before.
alter table appointments
  add column renews_id uuid,
  add foreign key (enterprise_id, renews_id) references appointments (enterprise_id, id),
  add check (renews_id <> id),
  drop constraint appointments_status_check,
  add constraint appointments_status_check check (status in ('draft', 'issued', 'ended', 'revoked'));
create unique index one_renewal on appointments (enterprise_id, renews_id)
  where renews_id is not null and status <> 'revoked';

alter table appointment_events drop constraint appointment_events_kind_check;
alter table appointment_events add constraint appointment_events_kind_check check (kind in (
  'drafted', 'changed', 'issued', 'scan-added', 'ended', 'evaluated', 'revoked'));

-- 任期届满评价: the principal weighs the term and decides 续聘 or 重新选聘 (DB1302/T 589—2024 9.2). The enterprise's own matter: units
-- see only what they entered on its behalf.
create table term_evaluations (
  enterprise_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  evaluated_on date not null,
  result text not null check (result in ('renew', 'reselect')),
  -- [{ text, sample, finding }]
  items jsonb not null,
  opinion text not null,
  evaluator_name text not null,
  account_id uuid,
  on_behalf_unit_id uuid references org_units,
  recorded_at timestamptz not null,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, appointment_id) references appointments (enterprise_id, id)
);
create index term_evaluations_of on term_evaluations (enterprise_id, appointment_id, id);
alter table term_evaluations enable row level security;
create policy see on term_evaluations for select using (
  enterprise_id = app_enterprise() or (on_behalf_unit_id = app_unit() and responsible_for(enterprise_id)));
create policy append on term_evaluations for insert with check (
  (enterprise_id = app_enterprise() and on_behalf_unit_id is null)
  or (on_behalf_unit_id = app_unit() and responsible_for(enterprise_id)));
grant select, insert on term_evaluations to opencqo_app;
