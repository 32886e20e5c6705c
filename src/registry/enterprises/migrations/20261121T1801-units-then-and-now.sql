-- Which unit was responsible, then and as known then. What is recorded last holds from its day on, also where an earlier record
-- has a later day: an enterprise is often taken into the directory later than the day from which it is handed over. Before
-- the first day nothing else is known than the unit that came first. An enterprise without a record: its unit of today.
create function enterprise_units_on(p_enterprises uuid[], p_on date, p_known timestamptz default 'infinity')
returns table (enterprise_id uuid, unit_id uuid)
language sql stable security definer set search_path = public as $$
  select a.id, coalesce(
      (select v.unit_id from enterprise_unit_events v
        where v.enterprise_id = a.id and v.recorded_at <= p_known and v.effective_on <= p_on
        order by v.recorded_at desc, v.id desc limit 1),
      (select v.unit_id from enterprise_unit_events v where v.enterprise_id = a.id and v.recorded_at <= p_known
        order by v.recorded_at, v.id limit 1),
      (select t.unit_id from tenants t where t.enterprise_id = a.id
          and not exists (select 1 from enterprise_unit_events v where v.enterprise_id = a.id)))
    from unnest(p_enterprises) as a (id)
$$;

create function enterprise_unit_on(p_enterprise uuid, p_on date, p_known timestamptz default 'infinity') returns uuid
language sql stable security definer set search_path = public as $$
  select o.unit_id from enterprise_units_on(array[p_enterprise], p_on, p_known) o
$$;

-- The same as stretches: from_on null is "ever since", to_on (exclusive) null is "still". They leave no gap.
create function enterprise_unit_spells(p_enterprises uuid[], p_known timestamptz default 'infinity')
returns table (enterprise_id uuid, from_on date, to_on date, unit_id uuid)
language sql stable security definer set search_path = public as $$
  with points as (
    select a.id, null::date as from_on from unnest(p_enterprises) as a (id)
    union
    select v.enterprise_id, v.effective_on from enterprise_unit_events v
     where v.enterprise_id = any(p_enterprises) and v.recorded_at <= p_known
  ), stood as (
    select p.id, p.from_on, o.unit_id from points p
     cross join lateral enterprise_units_on(array[p.id], coalesce(p.from_on, '-infinity'), p_known) o
  ), marked as (
    select s.*, s.unit_id is distinct from lag(s.unit_id) over w or row_number() over w = 1 as begins
      from stood s window w as (partition by s.id order by s.from_on nulls first)
  )
  select m.id, m.from_on, lead(m.from_on) over (partition by m.id order by m.from_on nulls first), m.unit_id
    from marked m where m.begins and m.unit_id is not null
$$;

-- The day of the last move after an enterprise came into the directory, by its code: a move before it would rewrite another's.
create function last_move_of(p_code text) returns date
language sql stable security definer set search_path = public as $$
  select max(v.effective_on) from (
    select v.effective_on, row_number() over (order by v.recorded_at, v.id) as n
      from enterprise_unit_events v join enterprises e on e.id = v.enterprise_id where e.credit_code = p_code) v
   where v.n > 1
$$;

-- A unit and all below it as the tree stood on a day by what was known at an instant; `under`: which of the units directly
-- below it each belongs to (the unit itself: itself).
create function org_units_below_as_of(p_unit uuid, p_on date, p_known timestamptz default 'infinity')
returns table (id uuid, parent_id uuid, under uuid, depth int, name text, short_name text, line text, level text, kind text,
  area_code text, numbering_code text, functions text[], serves uuid[])
language sql stable set search_path = public as $$
  with recursive standing as materialized (select * from org_units_as_of(p_on, p_known)), below as (
    select s.id, s.id as under, 0 as depth from standing s where s.id = p_unit
    union all
    select s.id, case when b.depth = 0 then s.id else b.under end, b.depth + 1
      from below b join standing s on s.parent_id = b.id where b.depth < 12
  )
  select s.id, s.parent_id, b.under, b.depth, s.name, s.short_name, s.line, s.level, s.kind, s.area_code, s.numbering_code,
         s.functions, s.serves
    from below b join standing s on s.id = b.id
$$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace
              and p.proname in ('enterprise_units_on', 'enterprise_unit_on', 'enterprise_unit_spells', 'last_move_of') loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to opencqo_app', f);
  end loop;
end $$;
