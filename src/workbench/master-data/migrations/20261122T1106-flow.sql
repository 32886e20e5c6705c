-- What comes in, is made and goes out: equipment, batches and purchases. Where they stand is written by verbs that a hold refuses.
create table equipment (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  equipment_no text not null,
  name text not null,
  model text,
  department uuid,
  note text,
  status text not null default 'running' check (status in ('running', 'stopped')),
  decided_on date,
  decided_by text,
  basis text,
  primary key (enterprise_id, id),
  unique (enterprise_id, equipment_no),
  foreign key (enterprise_id, department) references departments
);
create table batches (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  batch_no text not null,
  product uuid not null,
  produced_on date not null,
  quantity numeric(18, 3),
  equipment uuid,
  department uuid,
  note text,
  status text not null default 'made' check (status in ('made', 'released', 'withdrawn')),
  decided_on date,
  decided_by text,
  basis text,
  primary key (enterprise_id, id),
  unique (enterprise_id, batch_no),
  foreign key (enterprise_id, product) references products,
  foreign key (enterprise_id, equipment) references equipment,
  foreign key (enterprise_id, department) references departments
);
create index batches_by_product on batches (enterprise_id, product);
create table purchases (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  purchase_no text not null,
  supplier uuid not null,
  material text not null,
  lot_no text,
  quantity numeric(18, 3),
  unit text,
  arrived_on date,
  note text,
  status text not null default 'pending' check (status in ('pending', 'accepted', 'rejected')),
  decided_on date,
  decided_by text,
  basis text,
  primary key (enterprise_id, id),
  unique (enterprise_id, purchase_no),
  foreign key (enterprise_id, supplier) references suppliers
);
create index purchases_by_supplier on purchases (enterprise_id, supplier);
call guard_ledger('equipment');
call guard_ledger('batches');
call guard_ledger('purchases');
