-- 质量成本: chart of accounts, lines of a month, what is proposed by other records, locks that never open again, base figures,
-- plan and targets (DB1302/T 589—2024 7.3 g, 6.6).
create table cost_accounts (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  code text not null,
  name text not null,
  class text not null check (class in ('prevention', 'appraisal', 'internal', 'external', 'assurance')),
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, code),
  -- An account that has lines stays in its class: what was summed up stays what it is.
  unique (enterprise_id, id, class)
);

create table cost_locks (
  enterprise_id uuid not null references enterprises,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  id uuid not null,
  locked_at timestamptz not null,
  locked_by uuid not null,
  locked_by_name text not null,
  lines int not null,
  -- 分, by class.
  prevention bigint not null,
  appraisal bigint not null,
  internal bigint not null,
  external bigint not null,
  assurance bigint not null,
  -- [{id, code, name, class, lines, amount}] as the chart was called then.
  accounts jsonb not null,
  -- Base figures as they were known, 分.
  revenue bigint,
  total_cost bigint,
  output_value bigint,
  -- SHA-256 over the month's lines, see cost_month_figures.
  digest bytea not null,
  primary key (enterprise_id, month)
);

create table cost_lines (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  account uuid not null,
  class text not null,
  department uuid,
  product uuid,
  amount bigint not null,
  what text,
  voucher_no text,
  -- The month that this line corrects.
  corrects text check (corrects ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  source_kind text,
  source_id uuid,
  source_line text,
  source_number text,
  source_path text,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, account, class) references cost_accounts (enterprise_id, id, class),
  foreign key (enterprise_id, department) references departments,
  foreign key (enterprise_id, product) references products,
  constraint negative_only_to_correct check (amount >= 0 or corrects is not null),
  constraint whole_source check (
    num_nulls(source_kind, source_id, source_line, source_number, source_path) in (0, 5))
);
-- By these a row of a file is known to be there already, so that a list that is handed in twice counts once.
create unique index cost_lines_known_by on cost_lines (enterprise_id, month, account, department, product, what, voucher_no, corrects)
  nulls not distinct where source_id is null;
-- A line has one source, and what a source proposed becomes one line.
create unique index cost_lines_one_source on cost_lines (enterprise_id, source_kind, source_id, source_line) where source_id is not null;
create index cost_lines_sums on cost_lines (enterprise_id, month, account)
  include (class, amount, department, product) where retired_on is null;

create table cost_proposals (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  source_kind text not null,
  source_id uuid not null,
  -- Which of the lines that one source proposes; what it costs more or less after one was taken is its next step.
  source_line text not null,
  step int not null default 1,
  source_number text not null,
  source_path text not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  account_code text not null,
  account uuid,
  department uuid,
  product uuid,
  amount bigint not null,
  what text not null,
  proposed_on date not null,
  state text not null check (state in ('pending', 'taken', 'refused', 'withdrawn')),
  reason text,
  decided_by text,
  decided_on date,
  line_id uuid,
  primary key (enterprise_id, id),
  unique (enterprise_id, source_kind, source_id, source_line, step),
  unique (enterprise_id, line_id),
  foreign key (enterprise_id, line_id) references cost_lines,
  foreign key (enterprise_id, account) references cost_accounts,
  foreign key (enterprise_id, department) references departments,
  foreign key (enterprise_id, product) references products,
  check ((state = 'taken') = (line_id is not null)),
  check (state <> 'refused' or reason is not null)
);
create index cost_proposals_pending on cost_proposals (enterprise_id, month) where state = 'pending';

create table cost_bases (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  revenue bigint check (revenue >= 0),
  total_cost bigint check (total_cost >= 0),
  output_value bigint check (output_value >= 0),
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, month)
);

create table cost_plans (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  account uuid,
  class text check (class in ('prevention', 'appraisal', 'internal', 'external', 'assurance')),
  amount bigint not null check (amount >= 0),
  note text,
  primary key (enterprise_id, id),
  unique nulls not distinct (enterprise_id, month, account, class),
  foreign key (enterprise_id, account) references cost_accounts,
  constraint account_or_class check (num_nulls(account, class) = 1)
);

create table cost_targets (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  year int not null,
  indicator text not null check (indicator in ('cost-rate', 'loss-rate', 'prevention-share', 'per-output')),
  value numeric(9, 2) not null check (value >= 0),
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, year, indicator)
);

create table cost_settings (
  enterprise_id uuid primary key references enterprises,
  version int not null default 1,
  -- By this day of the next month a month is locked.
  lock_day int not null check (lock_day between 1 and 28)
);

call guard_ledger('cost_accounts');
call guard_ledger('cost_locks');
call guard_ledger('cost_lines');
call guard_ledger('cost_proposals');
call guard_ledger('cost_bases');
call guard_ledger('cost_plans');
call guard_ledger('cost_targets');
call guard_ledger('cost_settings');
revoke update, delete on cost_locks from opencqo_app;
revoke delete on cost_proposals, cost_settings from opencqo_app;

-- Whoever writes to a month lets a locking that is under way end first, and a locking waits for whoever writes.
create function cost_month_gate(p_enterprise uuid, p_month text) returns bigint language sql immutable as
  $$ select hashtextextended('cost month ' || p_enterprise || ' ' || p_month, 0) $$;

create function cost_month_must_be_open(p_enterprise uuid, p_month text) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(cost_month_gate(p_enterprise, p_month));
  if exists (select from cost_locks where enterprise_id = p_enterprise and month = p_month) then
    raise exception 'cost month is locked' using errcode = 'QC001', detail = p_month;
  end if;
end $$;

-- The first month after it that is not locked.
create function cost_next_open_month(p_enterprise uuid, p_after text) returns text language sql stable as $$
  select to_char(m, 'YYYY-MM')
    from generate_series((p_after || '-01')::date + interval '1 month', (p_after || '-01')::date + interval '1200 months', interval '1 month') m
   where not exists (select from cost_locks where enterprise_id = p_enterprise and month = to_char(m, 'YYYY-MM'))
   limit 1 $$;

create function cost_line_guard() returns trigger language plpgsql as $$
declare
  v_next text;
begin
  if tg_op <> 'INSERT' then perform cost_month_must_be_open(old.enterprise_id, old.month); end if;
  if tg_op = 'DELETE' then return old; end if;
  perform cost_month_must_be_open(new.enterprise_id, new.month);
  select class into new.class from cost_accounts where enterprise_id = new.enterprise_id and id = new.account;
  if new.corrects is null then return new; end if;
  if exists (select from cost_locks where enterprise_id = new.enterprise_id and month = new.corrects) then
    v_next := cost_next_open_month(new.enterprise_id, new.corrects);
  elsif new.source_id is not null then
    -- What a source costs more or less than what was taken goes into the month itself while that is open.
    v_next := new.corrects;
  end if;
  if v_next is distinct from new.month then
    raise exception 'a correction belongs into the next open month' using errcode = 'QC002', detail = coalesce(v_next, '');
  end if;
  return new;
end $$;
create trigger guard before insert or update or delete on cost_lines for each row execute function cost_line_guard();

-- What a locked month's ratios rest on does not change; what was not known then may be filled in.
create function cost_base_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform cost_month_must_be_open(old.enterprise_id, old.month);
    return old;
  end if;
  if tg_op = 'UPDATE' and (old.month <> new.month or old.retired_on is distinct from new.retired_on
      or (old.revenue is not null and old.revenue is distinct from new.revenue)
      or (old.total_cost is not null and old.total_cost is distinct from new.total_cost)
      or (old.output_value is not null and old.output_value is distinct from new.output_value)) then
    perform cost_month_must_be_open(old.enterprise_id, old.month);
    perform cost_month_must_be_open(new.enterprise_id, new.month);
  end if;
  return new;
end $$;
create trigger guard before update or delete on cost_bases for each row execute function cost_base_guard();

create function cost_lock_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a locked month is never unlocked' using errcode = 'QC003', detail = old.month;
end $$;
create trigger stays before update or delete on cost_locks for each row execute function cost_lock_stays();

-- Figures of a month from its lines: the same at its locking and whenever they are computed again. The digest is over one text
-- a line, in the order of their ids.
create function cost_month_figures(p_enterprise uuid, p_month text)
  returns table (lines int, prevention bigint, appraisal bigint, internal bigint, external bigint, assurance bigint, accounts jsonb, digest bytea)
  language sql stable as $$
  with own as (
    select l.*, a.code, a.name from cost_lines l join cost_accounts a on a.enterprise_id = l.enterprise_id and a.id = l.account
     where l.enterprise_id = p_enterprise and l.month = p_month and l.retired_on is null
  ), by_account as (
    select account, code, name, class, count(*) as lines, sum(amount) as amount from own group by account, code, name, class
  )
  select (select count(*)::int from own),
         coalesce(sum(amount) filter (where class = 'prevention'), 0)::bigint, coalesce(sum(amount) filter (where class = 'appraisal'), 0)::bigint,
         coalesce(sum(amount) filter (where class = 'internal'), 0)::bigint, coalesce(sum(amount) filter (where class = 'external'), 0)::bigint,
         coalesce(sum(amount) filter (where class = 'assurance'), 0)::bigint,
         coalesce(jsonb_agg(jsonb_build_object('id', account, 'code', code, 'name', name, 'class', class, 'lines', lines, 'amount', amount) order by code), '[]'),
         sha256(convert_to(coalesce((select string_agg(jsonb_build_array(id, account, class, department, product, amount, what, voucher_no, corrects,
           source_kind, source_id, source_line)::text, e'\n' order by id) from own), ''), 'UTF8'))
    from by_account $$;
