-- What every ledger of an enterprise shares: history of its records, imports, and how its table is guarded.
create table ledger_events (
  enterprise_id uuid not null,
  id uuid not null,
  ledger text not null,
  record_id uuid not null,
  kind text not null,
  at timestamptz not null,
  account_id uuid,
  by_name text not null,
  note text not null default '',
  -- [{key, from, to}]
  changes jsonb not null default '[]',
  primary key (enterprise_id, id)
);
create index ledger_events_of on ledger_events (enterprise_id, record_id, id);

create table ledger_imports (
  enterprise_id uuid not null,
  id uuid not null,
  ledger text not null,
  status text not null check (status in ('checking', 'checked', 'applying', 'applied', 'cancelled', 'failed', 'undone')),
  file_name text not null,
  stored_as text not null,
  sha256 bytea not null,
  problem text,
  mapping jsonb not null default '{}',
  rows_read int not null default 0,
  added int not null default 0,
  changed int not null default 0,
  same int not null default 0,
  rejected int not null default 0,
  started_by uuid not null,
  started_by_name text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (enterprise_id, id)
);
create index ledger_imports_by_age on ledger_imports (started_at);

create table ledger_import_rows (
  enterprise_id uuid not null,
  import_id uuid not null,
  line int not null,
  outcome text not null check (outcome in ('add', 'change', 'same', 'reject')),
  record_id uuid,
  message text not null default '',
  -- By column name: what the row says, and for a change what stood there before.
  values jsonb,
  before jsonb,
  primary key (enterprise_id, import_id, line),
  foreign key (enterprise_id, import_id) references ledger_imports on delete cascade
);

-- Row-level security and rights of a ledger's table: the enterprise alone. Its columns enterprise_id, id, version, search,
-- retired_on, changed_at and their key are the table's own to declare.
create procedure guard_ledger(p_table text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', p_table);
  execute format('create policy own on %I for all using (enterprise_id = app_enterprise()) with check (enterprise_id = app_enterprise())', p_table);
  execute format('grant select, insert, update, delete on %I to opencqo_app', p_table);
end $$;
revoke execute on procedure guard_ledger(text) from public;
call guard_ledger('ledger_events');
revoke update, delete on ledger_events from opencqo_app;
call guard_ledger('ledger_imports');
call guard_ledger('ledger_import_rows');
