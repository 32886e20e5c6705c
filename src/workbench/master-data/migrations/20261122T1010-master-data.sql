-- What the work of a chief quality officer is about: departments, staff, products, suppliers, customers of one enterprise.
create table departments (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  name text not null,
  head text,
  quality boolean,
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, name)
);
create table staff_members (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  staff_no text not null,
  name text not null,
  department uuid,
  post text,
  key_post boolean,
  joined_on date,
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, staff_no),
  foreign key (enterprise_id, department) references departments
);
create table products (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  product_no text not null,
  name text not null,
  model text,
  unit text,
  standard text,
  licensed boolean,
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, product_no)
);
create table suppliers (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  supplier_no text not null,
  name text not null,
  supplies text,
  standing text check (standing in ('qualified', 'trial', 'restricted', 'suspended')),
  assessed_on date,
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, supplier_no)
);
create table customers (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  customer_no text not null,
  name text not null,
  region text,
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, customer_no)
);
call guard_ledger('departments');
call guard_ledger('staff_members');
call guard_ledger('products');
call guard_ledger('suppliers');
call guard_ledger('customers');
