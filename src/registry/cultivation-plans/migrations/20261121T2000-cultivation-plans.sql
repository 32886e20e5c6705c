-- 培育计划 (附件3). A unit's plan of a year, version by version: what was handed in never changes, a change is a further
-- version. Above it sees a version only once it was handed in; the industry line beside the unit sees it from the start.
create table cultivation_plans (
  unit_id uuid not null references org_units,
  id uuid not null,
  version int not null default 1,
  -- The first year, and how many the form has.
  year int not null check (year between 2000 and 2100),
  years int not null check (years between 1 and 5),
  no int not null,
  status text not null default 'draft'
    check (status in ('draft', 'submitted', 'returned', 'accepted', 'withdrawn', 'discarded')),
  -- Why there is a further version.
  reason text not null default '',
  -- Frozen when it is handed in: to whom, on which day's figures, as known when, by which rules and lists.
  parent_id uuid references org_units,
  explanation text not null default '',
  warnings jsonb not null default '[]',
  prepared_by text not null default '',
  reviewed_by text not null default '',
  as_of_on date,
  known_at timestamptz,
  pack jsonb,
  basis jsonb not null default '[]',
  due_on date,
  digest text,
  submitted_at timestamptz,
  decided_at timestamptz,
  decided_by text not null default '',
  defects jsonb not null default '[]',
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (unit_id, id),
  unique (unit_id, year, no),
  check (parent_id <> unit_id),
  check ((status in ('submitted', 'returned', 'accepted', 'withdrawn')) = (submitted_at is not null))
);
create unique index one_open_plan on cultivation_plans (unit_id, year) where status in ('draft', 'submitted');
create index cultivation_plans_handed_to on cultivation_plans (parent_id, year) where status = 'submitted';

-- The enterprises, each in one year, by the name and code of the day on which they were put in: one that is handed over
-- later is out of the unit's sight.
create table cultivation_plan_members (
  unit_id uuid not null,
  plan_id uuid not null,
  enterprise_id uuid not null references enterprises,
  name text not null,
  credit_code text not null,
  year int not null,
  note text not null default '',
  added_at timestamptz not null default now(),
  primary key (unit_id, plan_id, enterprise_id),
  foreign key (unit_id, plan_id) references cultivation_plans (unit_id, id)
);
create index cultivation_plan_members_of on cultivation_plan_members (enterprise_id);

-- A number that cannot be named yet, with its reason (未具名).
create table cultivation_plan_supplements (
  unit_id uuid not null,
  plan_id uuid not null,
  year int not null,
  count int not null check (count > 0),
  reason text not null check (reason <> ''),
  primary key (unit_id, plan_id, year),
  foreign key (unit_id, plan_id) references cultivation_plans (unit_id, id)
);

-- The table as it was handed in: of a county itself, of a city what it had accepted of its counties.
create table cultivation_plan_rows (
  unit_id uuid not null,
  plan_id uuid not null,
  position int not null,
  row_unit_id uuid not null references org_units,
  via_unit_id uuid not null references org_units,
  source_plan_id uuid,
  source_no int,
  as_of_on date not null,
  place text not null,
  above_scale int,
  filed int not null,
  planned int[] not null,
  unnamed int[] not null,
  remaining int not null,
  primary key (unit_id, plan_id, position),
  foreign key (unit_id, plan_id) references cultivation_plans (unit_id, id)
);

create table cultivation_plan_events (
  unit_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  kind text not null
    check (kind in ('started', 'submitted', 'withdrawn', 'returned', 'accepted', 'discarded', 'commented')),
  note text not null default '',
  recorded_at timestamptz not null default now(),
  by_unit_id uuid not null references org_units,
  account_id uuid,
  account_name text not null,
  primary key (unit_id, id),
  foreign key (unit_id, plan_id) references cultivation_plans (unit_id, id)
);
create index cultivation_plan_events_of on cultivation_plan_events (unit_id, plan_id, id);

-- Nobody accepts his own plan, and what was handed in stays as it was, whatever the policies of the rows let through.
create function guard_cultivation_plan() returns trigger language plpgsql set search_path = public as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'draft' then raise exception 'a cultivation plan begins as a draft'; end if;
    return new;
  end if;
  if (new.unit_id, new.id, new.year, new.years, new.no, new.created_at, new.created_by)
     is distinct from (old.unit_id, old.id, old.year, old.years, old.no, old.created_at, old.created_by) then
    raise exception 'a cultivation plan keeps its unit, year and number';
  end if;
  if new.status <> old.status and not (
       (old.status = 'draft' and new.status in ('submitted', 'discarded'))
       or (old.status = 'submitted' and new.status in ('returned', 'accepted', 'withdrawn'))) then
    raise exception 'a cultivation plan does not go from % to %', old.status, new.status;
  end if;
  if new.status in ('returned', 'accepted') and app_unit() is distinct from old.parent_id and app_unit() is not null then
    raise exception 'a cultivation plan is decided by the unit that it was handed to';
  end if;
  if old.status = 'draft' and new.status = 'submitted'
     and new.parent_id is distinct from (select u.parent_id from org_units u where u.id = new.unit_id) then
    raise exception 'a cultivation plan is handed to the unit above';
  end if;
  if old.status <> 'draft' and
     (new.reason, new.parent_id, new.explanation, new.warnings, new.prepared_by, new.reviewed_by, new.as_of_on, new.known_at,
      new.pack, new.basis, new.due_on, new.digest, new.submitted_at)
     is distinct from
     (old.reason, old.parent_id, old.explanation, old.warnings, old.prepared_by, old.reviewed_by, old.as_of_on, old.known_at,
      old.pack, old.basis, old.due_on, old.digest, old.submitted_at) then
    raise exception 'a cultivation plan that was handed in stays as it was';
  end if;
  return new;
end $$;
create trigger guard before insert or update on cultivation_plans for each row execute function guard_cultivation_plan();

alter table cultivation_plans enable row level security;
create policy see on cultivation_plans for select using (
  unit_id = app_unit()
  or exists (select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = cultivation_plans.unit_id
              and (s.covers = 'enterprises' or cultivation_plans.submitted_at is not null)));
create policy begin on cultivation_plans for insert with check (unit_id = app_unit() and app_role() <> 'industry-officer');
create policy own on cultivation_plans for update
  using (unit_id = app_unit() and status in ('draft', 'submitted'))
  with check (unit_id = app_unit() and status in ('draft', 'submitted', 'withdrawn', 'discarded'));
create policy decide on cultivation_plans for update
  using (parent_id = app_unit() and status = 'submitted')
  with check (parent_id = app_unit() and status in ('returned', 'accepted'));

alter table cultivation_plan_members enable row level security;
create policy see on cultivation_plan_members for select using (
  exists (select 1 from cultivation_plans p where p.unit_id = cultivation_plan_members.unit_id and p.id = plan_id));
create policy add on cultivation_plan_members for insert with check (
  unit_id = app_unit() and may_see_enterprise(enterprise_id)
  and exists (select 1 from cultivation_plans p where p.unit_id = app_unit() and p.id = plan_id and p.status = 'draft'));
create policy change on cultivation_plan_members for update using (
  unit_id = app_unit()
  and exists (select 1 from cultivation_plans p where p.unit_id = app_unit() and p.id = plan_id and p.status = 'draft'));
create policy remove on cultivation_plan_members for delete using (
  unit_id = app_unit()
  and exists (select 1 from cultivation_plans p where p.unit_id = app_unit() and p.id = plan_id and p.status = 'draft'));

alter table cultivation_plan_supplements enable row level security;
create policy see on cultivation_plan_supplements for select using (
  exists (select 1 from cultivation_plans p where p.unit_id = cultivation_plan_supplements.unit_id and p.id = plan_id));
create policy own on cultivation_plan_supplements for all using (
  unit_id = app_unit()
  and exists (select 1 from cultivation_plans p where p.unit_id = app_unit() and p.id = plan_id and p.status = 'draft'));

alter table cultivation_plan_rows enable row level security;
create policy see on cultivation_plan_rows for select using (
  exists (select 1 from cultivation_plans p where p.unit_id = cultivation_plan_rows.unit_id and p.id = plan_id));
create policy keep on cultivation_plan_rows for insert with check (
  unit_id = app_unit()
  and exists (select 1 from cultivation_plans p where p.unit_id = app_unit() and p.id = plan_id and p.status = 'draft'));

alter table cultivation_plan_events enable row level security;
create policy see on cultivation_plan_events for select using (
  exists (select 1 from cultivation_plans p where p.unit_id = cultivation_plan_events.unit_id and p.id = plan_id));
create policy append on cultivation_plan_events for insert with check (
  by_unit_id = app_unit()
  and exists (select 1 from cultivation_plans p where p.unit_id = cultivation_plan_events.unit_id and p.id = plan_id)
  and (kind = 'commented'
    or (unit_id = app_unit() and kind in ('started', 'submitted', 'withdrawn', 'discarded'))
    or (unit_id <> app_unit() and kind in ('returned', 'accepted'))));

grant select, insert, update on cultivation_plans to opencqo_app;
grant select, insert, update, delete on cultivation_plan_members to opencqo_app;
grant select, insert, update, delete on cultivation_plan_supplements to opencqo_app;
grant select, insert on cultivation_plan_rows to opencqo_app;
grant select, insert on cultivation_plan_events to opencqo_app;
