-- What happened to units: append only, with the day from which it holds and the instant since when it is known. The row in
-- org_units is the projection for today. `patch` holds fields and what they become; each unit served is a field of its own
-- (`serves:<id>`: true or false), so that deeds of different days do not undo one another. `deed_id` ties together what was done at once; an `undone` event makes void what
-- deed `voids` did to the unit. No foreign key to org_units: the history of a unit that was taken back stays.
create table org_unit_events (
  unit_id uuid not null,
  id uuid not null,
  seq bigint generated always as identity,
  deed_id uuid not null,
  kind text not null check (kind in ('planted', 'added', 'changed', 'ended', 'undone')),
  effective_on date not null,
  recorded_at timestamptz not null default clock_timestamp(),
  account_id uuid,
  account_name text not null,
  patch jsonb not null default '{}',
  voids uuid,
  reason text not null default '',
  primary key (unit_id, id),
  check ((kind = 'undone') = (voids is not null))
);
create index org_unit_events_by_deed on org_unit_events (deed_id);
alter table org_unit_events enable row level security;
create policy see on org_unit_events for select using (app_kind() in ('admin', 'unit', 'system'));
create policy record on org_unit_events for insert with check (app_role() = 'system-admin');
grant select, insert on org_unit_events to opencqo_app;

insert into org_unit_events (unit_id, id, deed_id, kind, effective_on, account_name, patch)
select id, gen_random_uuid(), '00000000-0000-0000-0000-000000000000', 'added', valid_from, '系统', jsonb_build_object(
    'parent_id', parent_id, 'name', name, 'short_name', short_name, 'line', line, 'level', level, 'kind', kind,
    'area_code', area_code, 'numbering_code', numbering_code, 'functions', functions, 'address_words', address_words)
    || coalesce((select jsonb_object_agg('serves:' || served, true) from unnest(serves) as served), '{}')
  from org_units;

-- A numbering code stays with the unit that once had it: numbers were given with it.
create table org_unit_numbering_codes (code text primary key, unit_id uuid not null);
insert into org_unit_numbering_codes select numbering_code, id from org_units;
alter table org_unit_numbering_codes enable row level security;
create policy see on org_unit_numbering_codes for select using (true);
create policy keep on org_unit_numbering_codes for insert with check (app_role() = 'system-admin');
create policy release on org_unit_numbering_codes for delete using (app_role() = 'system-admin');
grant select, insert, delete on org_unit_numbering_codes to opencqo_app;

alter table org_units
  add column version int not null default 1,
  add column successor_id uuid references org_units,
  add column handed_over_at timestamptz,
  -- The next day on which something recorded comes into force.
  add column due_on date;
create index org_units_due on org_units (due_on) where due_on is not null;

-- Written by project_org_units alone; a deed may lock the row.
drop policy write on org_units;
create policy lock on org_units for update using (app_role() = 'system-admin' or app_kind() = 'system') with check (false);
revoke insert on org_units from opencqo_app;

-- Every unit ever made, as it stands on a day by what was known at an instant: a later one as it will begin, an ended one
-- as it was on its last day; `state` holds what may change from day to day. p_ids limits it to some units.
create function fold_org_units(p_on date, p_known timestamptz, p_ids uuid[]) returns table (
  id uuid, valid_from date, valid_to date, successor_id uuid, due_on date, state org_units
) language sql stable set search_path = public as $$
  with standing as (
    select e.* from org_unit_events e
     where e.kind <> 'undone' and e.recorded_at <= p_known and (p_ids is null or e.unit_id = any(p_ids))
       and not exists (select 1 from org_unit_events v where v.unit_id = e.unit_id and v.voids = e.deed_id
                          and v.recorded_at <= p_known)
  ), life as (
    select unit_id, min(effective_on) filter (where kind in ('planted', 'added')) as valid_from,
           min(effective_on) filter (where kind = 'ended') - 1 as valid_to,
           (array_agg((patch ->> 'successor_id')::uuid) filter (where kind = 'ended'))[1] as successor_id,
           min(effective_on) filter (where effective_on > p_on) as due_on
      from standing group by unit_id
  ), latest as (
    select distinct on (s.unit_id, f.key) s.unit_id, f.key, f.value
      from standing s join life l on l.unit_id = s.unit_id cross join jsonb_each(s.patch) f
     where s.kind <> 'ended' and s.effective_on <= greatest(l.valid_from, least(p_on, l.valid_to))
     order by s.unit_id, f.key, s.effective_on desc, s.seq desc
  ), folded as (
    select unit_id, jsonb_object_agg(key, value) || jsonb_build_object('serves', coalesce(
             jsonb_agg(substr(key, 8) order by key) filter (where starts_with(key, 'serves:') and value = 'true'), '[]')) as state
      from latest group by unit_id
  )
  select l.unit_id, l.valid_from, l.valid_to, l.successor_id, l.due_on,
         jsonb_populate_record(null::org_units, f.state)
    from life l join folded f on f.unit_id = l.unit_id where l.valid_from is not null
$$;

-- The units in force on day p_on, by what was known at instant p_known: for statistics that must not change afterwards.
create function org_units_as_of(p_on date, p_known timestamptz default 'infinity') returns table (
  id uuid, parent_id uuid, name text, short_name text, line text, level text, kind text, area_code text,
  numbering_code text, functions text[], address_words text[], serves uuid[], valid_from date, valid_to date,
  successor_id uuid
) language sql stable set search_path = public as $$
  select f.id, (f.state).parent_id, (f.state).name, (f.state).short_name, (f.state).line, (f.state).level,
         (f.state).kind, (f.state).area_code, (f.state).numbering_code, (f.state).functions,
         (f.state).address_words, (f.state).serves, f.valid_from, f.valid_to, f.successor_id
    from fold_org_units(p_on, p_known, null) f
   where f.valid_from <= p_on and (f.valid_to is null or f.valid_to >= p_on)
$$;

-- Brings the rows of these units up to the day: new ones, changed ones, and those taken back go.
create function project_org_units(p_ids uuid[], p_today date) returns void
language plpgsql security definer set search_path = public as $$
begin
  if app_role() is distinct from 'system-admin' and app_kind() is distinct from 'system' then
    raise exception 'only for the system administrator and jobs';
  end if;
  delete from org_units u where u.id = any(p_ids)
     and exists (select 1 from org_unit_events v where v.unit_id = u.id and v.kind = 'undone')
     and not exists (select 1 from fold_org_units(p_today, 'infinity', p_ids) f where f.id = u.id);
  update org_units u
     set parent_id = (f.state).parent_id, name = (f.state).name, short_name = (f.state).short_name,
         numbering_code = (f.state).numbering_code, functions = (f.state).functions,
         address_words = (f.state).address_words, serves = (f.state).serves, valid_from = f.valid_from,
         valid_to = f.valid_to, successor_id = f.successor_id, due_on = f.due_on, version = u.version + 1
    from fold_org_units(p_today, 'infinity', p_ids) f where u.id = f.id;
  insert into org_units (id, parent_id, name, short_name, line, level, kind, area_code, numbering_code, functions,
                         address_words, serves, valid_from, valid_to, successor_id, due_on)
  select f.id, (f.state).parent_id, (f.state).name, (f.state).short_name, (f.state).line, (f.state).level,
         (f.state).kind, (f.state).area_code, (f.state).numbering_code, (f.state).functions,
         (f.state).address_words, (f.state).serves, f.valid_from, f.valid_to, f.successor_id, f.due_on
    from fold_org_units(p_today, 'infinity', p_ids) f where not exists (select 1 from org_units u where u.id = f.id);
end $$;
revoke execute on function project_org_units from public;
grant execute on function project_org_units to opencqo_app;
