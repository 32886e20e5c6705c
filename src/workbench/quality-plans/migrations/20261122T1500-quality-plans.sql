-- 质量战略 (DB1302/T 589—2024 7.1.1): editions of one document; one in force, at most one being prepared.
create table quality_strategies (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  number text not null,
  edition int not null check (edition > 0),
  status text not null check (status in ('draft', 'submitted', 'in-force', 'superseded')),
  title text not null,
  period_from date,
  period_to date,
  -- { basis, analysis, goals, measures }: see StrategyContent
  content jsonb not null,
  -- [{ text, planId, planNumber, answer, note }]: what reviews of annual plans proposed
  proposals jsonb not null default '[]',
  submitted_by_name text,
  submitted_at timestamptz,
  approved_by_name text,
  approved_on date,
  primary key (enterprise_id, id),
  unique (enterprise_id, edition),
  unique (enterprise_id, number)
);
create unique index one_strategy_in_force on quality_strategies (enterprise_id) where status = 'in-force';
create unique index one_strategy_prepared on quality_strategies (enterprise_id) where status in ('draft', 'submitted');

create table quality_strategy_events (
  enterprise_id uuid not null,
  id uuid not null,
  strategy_id uuid not null,
  kind text not null check (kind in ('drafted', 'changed', 'proposed', 'submitted', 'approved', 'returned', 'superseded')),
  at timestamptz not null,
  by_name text not null,
  note text not null default '',
  primary key (enterprise_id, id),
  foreign key (enterprise_id, strategy_id) references quality_strategies
);
create index quality_strategy_events_of on quality_strategy_events (enterprise_id, strategy_id, id);

-- 年度质量工作计划 (7.1.2), 质量文化 (7.4 g), 社会责任 (7.5): one of a year and kind.
create table quality_plans (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  -- The day on which it was concluded: no more items are brought in from files.
  retired_on date,
  changed_at timestamptz not null,
  number text not null,
  title text not null,
  year int not null check (year between 2000 and 2100),
  kind text not null check (kind in ('quality', 'culture', 'responsibility')),
  status text not null check (status in ('draft', 'submitted', 'in-force', 'concluded')),
  basis text,
  approved_on date,
  approved_by text,
  concluded_on date,
  -- { verdicts: [{ itemId, note, carryTo }], surroundings, evaluation, proposals }: 总结评估
  review jsonb,
  primary key (enterprise_id, id),
  unique (enterprise_id, number),
  unique (enterprise_id, year, kind)
);

create table quality_plan_items (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  plan uuid not null,
  item_no text not null,
  name text not null,
  content text,
  requirement text,
  resources text,
  goal text,
  from_on date,
  to_on date,
  owner uuid,
  department uuid,
  method text,
  standing text not null default 'draft' check (standing in ('draft', 'proposed', 'open', 'reported', 'done', 'cancelled', 'carried', 'missed')),
  progress int not null default 0 check (progress between 0 and 100),
  -- The last day while work on it has not ended.
  due_on date,
  done_on date,
  carried_from uuid,
  primary key (enterprise_id, id),
  unique (enterprise_id, plan, item_no),
  foreign key (enterprise_id, plan) references quality_plans,
  foreign key (enterprise_id, owner) references staff_members,
  foreign key (enterprise_id, department) references departments,
  foreign key (enterprise_id, carried_from) references quality_plan_items
);
-- Carried over once.
create unique index quality_plan_items_carried on quality_plan_items (enterprise_id, carried_from);
create index quality_plan_items_due on quality_plan_items (enterprise_id, due_on) where due_on is not null;
create index quality_plan_items_owner on quality_plan_items (enterprise_id, owner);

-- How far an item was on a day, and who confirmed that it was done.
create table quality_plan_progress (
  enterprise_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  kind text not null check (kind in ('report', 'confirm', 'refuse')),
  percent int not null check (percent between 0 and 100),
  text text not null,
  at timestamptz not null,
  account_id uuid not null,
  by_name text not null,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, item_id) references quality_plan_items
);
create index quality_plan_progress_of on quality_plan_progress (enterprise_id, item_id, id);
create table quality_plan_proofs (
  enterprise_id uuid not null,
  progress_id uuid not null,
  file_id uuid not null,
  primary key (enterprise_id, progress_id, file_id),
  foreign key (enterprise_id, progress_id) references quality_plan_progress,
  foreign key (enterprise_id, file_id) references files (enterprise_id, id)
);

call guard_ledger('quality_strategies');
call guard_ledger('quality_strategy_events');
call guard_ledger('quality_plans');
call guard_ledger('quality_plan_items');
call guard_ledger('quality_plan_progress');
call guard_ledger('quality_plan_proofs');
revoke delete on quality_strategies, quality_plans from opencqo_app;
revoke update, delete on quality_strategy_events, quality_plan_progress, quality_plan_proofs from opencqo_app;
