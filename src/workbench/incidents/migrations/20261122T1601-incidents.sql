-- Hidden dangers and accidents of one enterprise, from the report to the closing (DB1302/T 589—2024 7.2 b).
create table incidents (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  number text not null,
  title text not null,
  kind text not null check (kind in ('hidden-danger', 'accident')),
  grade text not null check (grade in ('general', 'larger', 'major')),
  stage text not null check (stage in ('reported', 'handled', 'investigated', 'acting', 'verified', 'closed', 'dismissed')),
  what text not null,
  place text,
  department uuid,
  product uuid,
  supplier uuid,
  customer uuid,
  first_known_at timestamptz not null,
  -- The civil day of it, for lists.
  first_known_on date not null check (first_known_on = (first_known_at at time zone 'Asia/Shanghai')::date),
  reported_at timestamptz not null,
  reported_by uuid,
  reported_by_name text not null,
  -- The record because of which it was opened.
  source_kind text,
  source_id uuid,
  source_number text,
  source_path text,
  -- The parts of the chain as they stand; what they were before is in the history.
  handling jsonb,
  investigation jsonb,
  cause_factor text check (cause_factor in ('people', 'machine', 'material', 'method', 'environment', 'measurement')),
  responsibility jsonb,
  responsible_department uuid,
  responsible_person uuid,
  verification jsonb,
  ending jsonb,
  closed_on date,
  primary key (enterprise_id, id),
  unique (enterprise_id, number),
  foreign key (enterprise_id, department) references departments,
  foreign key (enterprise_id, responsible_department) references departments,
  foreign key (enterprise_id, responsible_person) references staff_members,
  foreign key (enterprise_id, product) references products,
  foreign key (enterprise_id, supplier) references suppliers,
  foreign key (enterprise_id, customer) references customers,
  check (reported_at >= first_known_at),
  check (stage not in ('handled', 'investigated', 'acting', 'verified', 'closed') or handling is not null),
  check (stage not in ('investigated', 'acting', 'verified', 'closed') or (investigation is not null and cause_factor is not null)),
  check (stage not in ('acting', 'verified', 'closed') or responsibility is not null),
  check (stage not in ('verified', 'closed') or verification is not null),
  check ((stage in ('closed', 'dismissed')) = (ending is not null)),
  check ((stage = 'closed') = (closed_on is not null))
);
create index incidents_by_stage on incidents (enterprise_id, stage, first_known_on);
call guard_ledger('incidents');
revoke delete on incidents from opencqo_app;

-- When it was first known, and what was written at once, stays: nobody changes it, the owner of the table neither.
create function keep_incident_beginning() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'incidents are never deleted'; end if;
  if (new.enterprise_id, new.id, new.number, new.first_known_at, new.first_known_on, new.reported_at, new.reported_by, new.reported_by_name, new.source_id)
     is distinct from
     (old.enterprise_id, old.id, old.number, old.first_known_at, old.first_known_on, old.reported_at, old.reported_by, old.reported_by_name, old.source_id)
  then raise exception 'the beginning of an incident is written once'; end if;
  return new;
end $$;
create trigger keep_beginning before update or delete on incidents for each row execute function keep_incident_beginning();

-- What was told to the bureau, or why it was not: added, never changed.
create table incident_bureau_reports (
  enterprise_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  outcome text not null check (outcome in ('reported', 'not-required')),
  told text not null,
  way text not null default '',
  note text not null default '',
  at timestamptz not null,
  recorded_at timestamptz not null,
  account_id uuid,
  by_name text not null,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, incident_id) references incidents
);
create index incident_bureau_reports_of on incident_bureau_reports (enterprise_id, incident_id, at);
call guard_ledger('incident_bureau_reports');
revoke update, delete on incident_bureau_reports from opencqo_app;

-- Lines of loss, handed on to the ledger of quality cost.
create table incident_losses (
  enterprise_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  account text not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  amount_fen bigint not null check (amount_fen >= 0),
  what text not null,
  changed_at timestamptz not null,
  by_name text not null,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, incident_id) references incidents
);
create index incident_losses_of on incident_losses (enterprise_id, incident_id);
call guard_ledger('incident_losses');
revoke delete on incident_losses from opencqo_app;
