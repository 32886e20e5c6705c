-- Recalls of one enterprise, from the clue to the closing (DB1302/T 589—2024 7.2 b).
create table recalls (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  title text not null,
  number text not null,
  kind text not null check (kind in ('consumer', 'vehicle', 'food', 'other')),
  product uuid,
  initiative text not null check (initiative in ('voluntary', 'ordered')),
  clue text not null,
  stage text not null check (stage in ('clue', 'investigating', 'refuted', 'confirmed', 'planned', 'carrying-out', 'completed', 'summarised', 'closed')),
  known_on date not null,
  responsible uuid,
  next_due date,
  next_step text,
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, number),
  foreign key (enterprise_id, product) references products,
  foreign key (enterprise_id, responsible) references staff_members
);
create index recalls_by_due on recalls (next_due) where next_due is not null;
call guard_ledger('recalls');
revoke delete on recalls from opencqo_app;

-- What is not in the list.
create table recall_particulars (
  enterprise_id uuid not null,
  recall_id uuid not null,
  known_at timestamptz not null,
  recorded_at timestamptz not null,
  what text not null,
  conditions text[] not null default '{}',
  -- Clocks and form as they were when the recall began.
  scheme jsonb not null,
  plan jsonb not null default '{}',
  incident_id uuid,
  veto_id uuid,
  primary key (enterprise_id, recall_id),
  check (known_at <= recorded_at),
  foreign key (enterprise_id, recall_id) references recalls,
  foreign key (enterprise_id, incident_id) references incidents,
  foreign key (enterprise_id, veto_id) references vetoes
);
call guard_ledger('recall_particulars');
revoke delete on recall_particulars from opencqo_app;
create function keep_recall_known() returns trigger language plpgsql as $$
begin
  if new.known_at <> old.known_at or new.recorded_at <> old.recorded_at then
    raise exception 'when a recall was first known is written once';
  end if;
  return new;
end $$;
create trigger known before update on recall_particulars for each row execute function keep_recall_known();

-- What happened, when, and when that was written down; clocks are computed from it.
create table recall_events (
  enterprise_id uuid not null,
  id uuid not null,
  recall_id uuid not null,
  kind text not null,
  at timestamptz not null,
  recorded_at timestamptz not null check (recorded_at >= at),
  account_id uuid,
  by_name text not null,
  to_whom text not null default '',
  how text not null default '',
  note text not null default '',
  primary key (enterprise_id, id),
  foreign key (enterprise_id, recall_id) references recalls
);
create index recall_events_of on recall_events (enterprise_id, recall_id, at);
call guard_ledger('recall_events');
revoke update, delete on recall_events from opencqo_app;

-- Plans, stage reports and summaries as they were reported.
create table recall_papers (
  enterprise_id uuid not null,
  id uuid not null,
  recall_id uuid not null,
  kind text not null check (kind in ('plan', 'stage', 'summary')),
  no int not null check (no > 0),
  at timestamptz not null,
  by_name text not null,
  to_whom text not null,
  content jsonb not null,
  digest text not null,
  primary key (enterprise_id, id),
  unique (enterprise_id, recall_id, kind, no),
  foreign key (enterprise_id, recall_id) references recalls
);
call guard_ledger('recall_papers');
revoke update, delete on recall_papers from opencqo_app;

create table recall_costs (
  enterprise_id uuid not null,
  id uuid not null,
  recall_id uuid not null,
  account text not null,
  month text not null,
  amount_fen bigint not null check (amount_fen >= 0),
  what text not null,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, recall_id) references recalls
);
create index recall_costs_of on recall_costs (enterprise_id, recall_id);
call guard_ledger('recall_costs');
revoke delete on recall_costs from opencqo_app;

-- Clocks and forms that differ from what is shipped.
create table recall_schemes (
  enterprise_id uuid not null references enterprises,
  kind text not null check (kind in ('consumer', 'vehicle', 'food', 'other')),
  version int not null,
  -- Null: as shipped again.
  scheme jsonb,
  changed_at timestamptz not null,
  changed_by_name text not null,
  primary key (enterprise_id, kind)
);
call guard_ledger('recall_schemes');
revoke delete on recall_schemes from opencqo_app;

create table recall_batches (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  batch_no text not null,
  recall uuid not null,
  to_recall numeric not null check (to_recall >= 0),
  produced numeric check (produced >= 0),
  in_stock numeric check (in_stock >= 0),
  note text,
  batch uuid,
  primary key (enterprise_id, id),
  unique (enterprise_id, recall, batch_no),
  foreign key (enterprise_id, recall) references recalls,
  foreign key (enterprise_id, batch) references batches
);
call guard_ledger('recall_batches');
-- The batch of this number in the ledger of batches, where there is one.
create function find_recall_batch() returns trigger language plpgsql as $$
begin
  new.batch := (select b.id from batches b where b.enterprise_id = new.enterprise_id and b.batch_no = new.batch_no);
  return new;
end $$;
create trigger batch before insert or update on recall_batches for each row execute function find_recall_batch();

create table recall_customers (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  customer text not null,
  recall uuid not null,
  batch_no text not null,
  region text,
  shipped numeric not null check (shipped >= 0),
  shipped_on date,
  notified_on date,
  notified_how text,
  recovered numeric check (recovered >= 0),
  corrected numeric check (corrected >= 0),
  disposal text,
  disposed_on date,
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, recall, customer, batch_no),
  check (coalesce(recovered, 0) + coalesce(corrected, 0) <= shipped),
  foreign key (enterprise_id, recall) references recalls
);
call guard_ledger('recall_customers');
