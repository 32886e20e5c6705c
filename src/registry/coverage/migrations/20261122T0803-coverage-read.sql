-- Whoever oversees a unit, or serves it in the industry line, reads its numbers.
create function coverage_may_read(p_root uuid) returns boolean
language sql stable security definer set search_path = public as $$
  select app_kind() = 'system' or exists (select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = p_root)
$$;

-- A unit and all below it, as the tree stood on a day by what was known at an instant, each with the unit directly below the
-- root and the highest county that it belongs to. For an industry bureau: the units that it serves. Ended units too.
create function coverage_tree(p_root uuid, p_on date, p_known timestamptz, p_then boolean)
returns table (unit_id uuid, child_id uuid, county_id uuid)
language plpgsql stable rows 100 security definer set search_path = public
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  roots uuid[];
  past boolean;
begin
  if coverage_may_read(p_root) is not true then return; end if;
  select case when u.line <> 'industry' then array[u.id] when cardinality(u.serves) > 0 then u.serves
              else array(select distinct served from org_units b cross join unnest(b.serves) as served where b.parent_id = u.id) end
    into roots from org_units u where u.id = p_root;
  past := p_then and exists (
    select 1 from org_unit_events v where (v.effective_on > p_on or v.recorded_at > p_known)
       and (v.kind = 'undone' or (v.kind = 'changed' and v.patch ? 'parent_id')));
  return query
  with recursive places as (
    select u.id, u.parent_id, u.level, u.line from org_units u where not past
    union all
    select f.id, (f.state).parent_id, (f.state).level, (f.state).line from fold_org_units(p_on, p_known, null) f where past
  ), below as (
    select p.id, p.id as child_id, case when p.level = 'county' then p.id end as county_id, 0 as depth
      from places p where p.id = any(roots)
    union all
    select p.id, case when b.depth = 0 then p.id else b.child_id end,
           coalesce(b.county_id, case when p.level = 'county' then p.id end), b.depth + 1
      from below b join places p on p.parent_id = b.id where p.line = 'market-regulation' and b.depth < 12
  )
  select distinct on (b.id) b.id, b.child_id, b.county_id from below b order by b.id, b.depth;
end $$;

-- Enterprises of which more is known than the entry in the directory, as they stand on a day in these units. p_known null: by
-- all that is recorded, from the stretches kept; else made anew from the base tables as known then. Not p_then: by the units of today.
create function coverage_on(p_units uuid[], p_on date, p_known timestamptz, p_then boolean)
returns table (enterprise_id uuid, unit_id uuid, scopes text[], measures text[], times int)
language plpgsql stable security definer set search_path = public
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare ids uuid[];
begin
  if p_known is null then
    return query
    select s.enterprise_id, s.unit_id, s.scopes, s.measures, s.times from coverage_standings s
     where s.unit_id = any(p_units) and s.to_on > p_on and s.from_on <= p_on
       and (p_then or not exists (select 1 from coverage_heads h where h.enterprise_id = s.enterprise_id and h.moved));
    if not p_then then
      return query
      select s.enterprise_id, e.unit_id, s.scopes, s.measures, s.times
        from coverage_heads h join coverage_standings s on s.enterprise_id = h.enterprise_id and s.to_on > p_on and s.from_on <= p_on
        join enterprises e on e.id = h.enterprise_id
       where h.moved and e.unit_id = any(p_units);
    end if;
    return;
  end if;
  ids := array(
    select h.enterprise_id from coverage_heads h join enterprises e on e.id = h.enterprise_id where e.unit_id = any(p_units)
    union
    select h.enterprise_id from enterprise_unit_events v join coverage_heads h on h.enterprise_id = v.enterprise_id
     where p_then and v.unit_id = any(p_units));
  return query
  select s.enterprise_id, o.unit_id, s.scopes, s.measures, s.times
    from coverage_points(ids, array_fill(p_on, array[cardinality(ids)]), p_known) s
    join enterprises e on e.id = s.enterprise_id
   cross join lateral (select case when p_then then s.unit_id else e.unit_id end as unit_id) o
   where o.unit_id = any(p_units);
end $$;

-- On lists but not in the directory yet (rosters' roster_pending): of each list the version that holds on the day.
create function coverage_pending(p_units uuid[], p_on date, p_known timestamptz, p_scopes text[])
returns table (unit_id uuid, scope text, n int)
language sql stable security definer set search_path = public as $$
  with held as (
    select distinct on (v.roster_id) v.roster_id, v.no, r.scope_code, r.level,
           case when k.line = 'market-regulation' then k.id when cardinality(k.serves) = 1 then k.serves[1] end as keeper_of
      from roster_versions v join rosters r on r.id = v.roster_id join org_units k on k.id = r.unit_id
     where v.status = 'signed' and v.signed_at <= p_known and v.effective_on <= p_on
       and r.period_from <= p_on and (r.period_to is null or r.period_to >= p_on)
     order by v.roster_id, v.effective_on desc, v.no desc
  )
  select coalesce(q.place_unit_id, h.keeper_of), c.code, count(*)::int
    from held h join roster_pending q on q.roster_id = h.roster_id and q.version_no = h.no
   cross join unnest(coverage_codes(h.scope_code, h.level, q.nominated)) as c(code)
   where coalesce(q.place_unit_id, h.keeper_of) = any(p_units) and c.code = any(p_scopes)
   group by 1, 2
$$;

-- All numbers of a unit and those below it, in one statement: by unit directly below (child), by county, or in sum (total).
-- The tree is that of the first of the days.
create function coverage_read(p_root uuid, p_days date[], p_known timestamptz, p_then boolean, p_scopes text[], p_by text)
returns table (row_id uuid, day date, scope text, measure text, value int)
language plpgsql stable security definer set search_path = public
-- Planning a statement of this length costs more than running it.
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  units uuid[];
  row_ids uuid[];
  last_day date := (select max(d) from unnest(p_days) d);
begin
  select array_agg(t.unit_id), array_agg(case p_by when 'total' then p_root when 'unit' then t.unit_id
           when 'county' then coalesce(t.county_id, t.unit_id) else t.child_id end)
    into units, row_ids from coverage_tree(p_root, p_days[1], coalesce(p_known, 'infinity'), p_then) t;
  if units is null then return; end if;
  return query
  with tree as materialized (select t.unit_id, t.row_id from unnest(units, row_ids) as t(unit_id, row_id)),
  days as (select d.day from unnest(p_days) as d(day)),
  found as (
    select k.unit_id, d.day, k.scope, m.measure, v.value
      from (select t.unit_id, s.scope from tree t cross join unnest(p_scopes) as s(scope)
             where p_known is null
               and exists (select 1 from coverage_values x where x.unit_id = t.unit_id)
               and exists (select 1 from coverage_values x where x.unit_id = t.unit_id and x.scope = s.scope) offset 0) k
     cross join unnest(array['members', 'filed', 'appointed', 'vacant', 'expired', 'never', 'letter', 'trained', 'evaluated',
                             'trained-times']) as m(measure)
     cross join days d
     cross join lateral (select x.value from coverage_values x where x.unit_id = k.unit_id and x.scope = k.scope
                            and x.measure = m.measure and x.day <= d.day order by x.day desc limit 1) v
    union all
    -- Unit by unit through the index: the days to come are many, those that are due are few.
    select t.unit_id, d.day, c.scope, c.measure, c.delta
      from tree t cross join lateral (
        select x.scope, x.measure, x.day, x.delta from coverage_tail x
         where p_known is null and x.unit_id = t.unit_id and x.day <= last_day and x.scope = any(p_scopes) offset 0) c
      join days d on c.day <= d.day
    union all
    -- By the units of today: what is counted elsewhere is moved over.
    select o.unit_id, d.day, s.scope, m.measure, m.n * o.sign
      from days d
      join coverage_standings g on g.to_on > d.day and g.from_on <= d.day
      join coverage_heads h on h.enterprise_id = g.enterprise_id and h.moved
      join enterprises e on e.id = g.enterprise_id and e.unit_id <> g.unit_id
     cross join lateral (values (g.unit_id, -1), (e.unit_id, 1)) as o(unit_id, sign)
     cross join unnest(g.scopes) as s(scope)
     cross join lateral (select measure, 1 as n from unnest(g.measures) as measure
                         union all select 'trained-times', g.times where g.times > 0) m
     where p_known is null and not p_then and s.scope = any(p_scopes)
    union all
    -- As known before: from the base tables.
    select k.unit_id, d.day, s.scope, m.measure, m.n
      from days d cross join lateral coverage_on(units, d.day, p_known, p_then) k
     cross join unnest(k.scopes) as s(scope)
     cross join lateral (select measure, 1 as n from unnest(k.measures) as measure
                         union all select 'trained-times', k.times where k.times > 0) m
     where p_known is not null and s.scope = any(p_scopes)
    union all
    select e.unit_id, d.day, s.scope, m.measure, count(*)
      from days d join enterprises e on beijing_day(e.created_at) <= d.day and e.created_at <= p_known
     cross join unnest(coverage_entry_scopes(e.size)) as s(scope)
     cross join (values ('members'), ('never')) as m(measure)
     where p_known is not null and e.unit_id = any(units) and s.scope = any(p_scopes)
       and not exists (select 1 from coverage_heads h where h.enterprise_id = e.id)
     group by e.unit_id, d.day, s.scope, m.measure
    union all
    select q.unit_id, d.day, q.scope, 'pending', q.n
      from days d cross join lateral coverage_pending(units, d.day, coalesce(p_known, 'infinity'), p_scopes) q
  )
  select t.row_id, f.day, f.scope, f.measure, sum(f.value)::int
    from found f join tree t on t.unit_id = f.unit_id group by t.row_id, f.day, f.scope, f.measure having sum(f.value) <> 0;
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace
              and p.proname in ('coverage_may_read', 'coverage_tree', 'coverage_on', 'coverage_pending', 'coverage_read') loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
-- coverage_on() and coverage_pending() do not ask who asks: only from within.
grant execute on function coverage_may_read, coverage_tree, coverage_read to opencqo_app;
