-- What a list says of the enterprises on it. The scope's code is what rule packs name (enterpriseLists, targets).
create table roster_scopes (
  code text primary key check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  name text not null unique,
  -- 国家级, 省级, 市级, 县级, with 提名
  levelled boolean not null default false,
  -- 统计法: the members are not published
  internal boolean not null default false,
  position int not null default 100,
  added_by uuid
);
insert into roster_scopes (code, name, levelled, internal, position) values
  ('above-scale', '规模以上企业', false, true, 10),
  ('government-quality-award', '政府质量奖', true, false, 20),
  ('gan-chu-jing-pin', '赣出精品', false, false, 30),
  ('jiangxi-green-ecology', '江西绿色生态', false, false, 40),
  ('key-industry', '重点行业', false, false, 50),
  ('industry-chain', '产业链', false, false, 60),
  ('industry-cluster', '特色产业集群', false, false, 70);

-- The head of a dated list. Heads are read everywhere, members are not.
create table rosters (
  id uuid primary key,
  version int not null default 1,
  unit_id uuid not null references org_units,
  scope_code text not null references roster_scopes,
  name text not null,
  level text check (level in ('national', 'province', 'city', 'county')),
  doc_no text not null default '',
  period_from date not null,
  period_to date,
  -- Since when it has members: a list without any decides nothing.
  filled_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  check (period_to is null or period_to >= period_from)
);
create index rosters_by_scope on rosters (scope_code, period_from);

-- Who enters and leaves, from when (effective) and since when we know it (recorded). Append only: of the events up to a
-- day, the one with the latest effective date holds, of one day the one recorded last.
create table roster_events (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  roster_id uuid not null references rosters,
  kind text not null check (kind in ('enter', 'leave')),
  nominated boolean not null default false,
  effective_on date not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null,
  note text not null default '',
  primary key (enterprise_id, id)
);
create index roster_events_of on roster_events (roster_id, enterprise_id, effective_on);

-- The members of a list on a day as known at an instant.
create function roster_members(p_roster uuid, p_on date, p_known timestamptz)
returns table (enterprise_id uuid, nominated boolean, since date, recorded_at timestamptz, note text)
language sql stable as $$
  select l.enterprise_id, l.nominated, l.effective_on, l.recorded_at, l.note
    from (select distinct on (v.enterprise_id) v.* from roster_events v
           where v.roster_id = p_roster and v.effective_on <= p_on and v.recorded_at <= p_known
           order by v.enterprise_id, v.effective_on desc, v.recorded_at desc, v.id desc) l
   where l.kind = 'enter'
$$;

alter table roster_scopes enable row level security;
create policy see on roster_scopes for select using (true);
create policy add on roster_scopes for insert with check (app_role() in ('city-officer', 'province-officer'));
alter table rosters enable row level security;
create policy see on rosters for select using (app_unit() is not null or app_enterprise() is not null);
create policy add on rosters for insert with check (unit_id = app_unit());
create policy change on rosters for update using (unit_id = app_unit());
alter table roster_events enable row level security;
create policy see on roster_events for select using (may_see_enterprise(enterprise_id, 'enterprises'));
create policy append on roster_events for insert with check (
  may_see_enterprise(enterprise_id, 'enterprises')
  and roster_id in (select r.id from rosters r where r.unit_id = app_unit()));
grant select, insert on roster_scopes to opencqo_app;
grant select, insert, update on rosters to opencqo_app;
grant select, insert on roster_events to opencqo_app;
