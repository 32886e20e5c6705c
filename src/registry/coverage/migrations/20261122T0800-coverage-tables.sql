-- Numbers of coverage. All of it follows from the base tables and can be made anew from them (coverage_rebuild).

-- Attributes that the base tables overwrite, kept as they were: the size of an enterprise, and until when a list holds. What
-- stood before the first entry is its `was`; without any entry it is what stands now.
create table enterprise_size_events (
  enterprise_id uuid not null,
  id bigint not null generated always as identity,
  was text,
  became text,
  effective_on date not null,
  recorded_at timestamptz not null default now(),
  primary key (enterprise_id, id)
);
create table roster_period_events (
  roster_id uuid not null references rosters,
  id bigint not null generated always as identity,
  was date,
  became date,
  recorded_at timestamptz not null default now(),
  primary key (roster_id, id)
);

-- Enterprises of which more is known than the entry in the directory. The row is locked while the stretches are made anew.
create table coverage_heads (
  enterprise_id uuid primary key,
  -- Some stretch is of another unit than today's.
  moved boolean not null default false
);
create index coverage_heads_moved on coverage_heads (enterprise_id) where moved;

-- The history of an enterprise as stretches, by all that is recorded: which unit, which scopes, what it counts as.
create table coverage_standings (
  enterprise_id uuid not null,
  from_on date not null,
  -- The first day on which it is no longer so.
  to_on date not null default 'infinity',
  unit_id uuid not null,
  scopes text[] not null,
  measures text[] not null,
  -- 培训人次
  times int not null default 0,
  primary key (enterprise_id, from_on),
  check (to_on > from_on)
);
create index coverage_standings_of_unit on coverage_standings (unit_id, to_on, from_on);

-- The value from a day on until the next row of the same unit, scope and measure. Days that are over only.
create table coverage_values (
  unit_id uuid not null,
  scope text not null,
  measure text not null,
  day date not null,
  value int not null,
  primary key (unit_id, scope, measure, day)
);

-- What is not in coverage_values yet: appended by whoever changes something, so that nobody waits; and what the days to come
-- will bring, as terms that run out. The value on a day is that of coverage_values plus the deltas here up to that day.
create table coverage_tail (
  unit_id uuid not null,
  id bigint not null generated always as identity,
  scope text not null,
  measure text not null,
  day date not null,
  delta int not null,
  primary key (unit_id, id)
);
create index coverage_tail_by_day on coverage_tail (unit_id, day);
create index coverage_tail_due on coverage_tail (day);

alter table enterprise_size_events enable row level security;
create policy see on enterprise_size_events for select using (may_see_enterprise(enterprise_id, 'enterprises'));
alter table roster_period_events enable row level security;
create policy see on roster_period_events for select using (app_unit() is not null or app_enterprise() is not null);
-- Which enterprise stands how is for the line above it; aggregates for the industry line too.
alter table coverage_heads enable row level security;
create policy see on coverage_heads for select using (app_enterprise() is null and may_see_enterprise(enterprise_id));
alter table coverage_standings enable row level security;
create policy see on coverage_standings for select using (app_enterprise() is null and may_see_enterprise(enterprise_id));
alter table coverage_values enable row level security;
create policy see on coverage_values for select using (unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit()));
alter table coverage_tail enable row level security;
create policy see on coverage_tail for select using (unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit()));
grant select on enterprise_size_events, roster_period_events, coverage_heads, coverage_standings, coverage_values, coverage_tail
  to opencqo_app;

-- Of the base tables: which enterprises were ever with a unit.
create index enterprise_unit_events_of on enterprise_unit_events (unit_id, enterprise_id);
