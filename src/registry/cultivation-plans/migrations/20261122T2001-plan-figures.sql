-- Figures of 培育计划, by the stretches of coverage: what counts as 规上 and as filed is said there alone. p_known null: by all
-- that is recorded; else as known at that instant, made anew from the base tables.
drop function if exists plan_completion(uuid[], int, date);
drop function if exists plan_member_counts(uuid, uuid, date, timestamptz);
drop function if exists plan_figures(uuid[], date, timestamptz);
drop function if exists filed_among(uuid[], date, timestamptz);
drop function if exists filed_of(uuid[], date, timestamptz);
drop function if exists above_scale_of(uuid[], date, timestamptz);

-- Which of these enterprises are filed on a day. Asks nobody: only for the functions below.
create function filed_of(p_ids uuid[], p_on date, p_known timestamptz)
returns setof uuid language sql stable set search_path = public as $$
  select s.enterprise_id from coverage_standings s
   where p_known is null and s.enterprise_id = any(p_ids) and s.from_on <= p_on and s.to_on > p_on and 'filed' = any(s.measures)
  union all
  select k.enterprise_id
    from coverage_points(p_ids, array_fill(p_on, array[coalesce(cardinality(p_ids), 0)]), p_known) k
   where p_known is not null and 'filed' = any(k.measures)
$$;

-- The same, told to the market-regulation line over the enterprises alone.
create function filed_among(p_ids uuid[], p_on date, p_known timestamptz)
returns setof uuid language sql stable security definer set search_path = public as $$
  select filed_of(
    (select array_agg(t.enterprise_id) from tenants t
       join unit_scope s on s.unit_id = t.unit_id and s.viewer_id = app_unit() and s.covers = 'all'
      where t.enterprise_id = any(p_ids)), p_on, p_known)
$$;

-- The 规上企业 of units on a day.
create function above_scale_of(p_units uuid[], p_on date, p_known timestamptz)
returns table (unit_id uuid, enterprise_id uuid) language sql stable security definer set search_path = public as $$
  select k.unit_id, k.enterprise_id
    from coverage_on((select array_agg(s.unit_id) from unit_scope s where s.viewer_id = app_unit() and s.unit_id = any(p_units)),
                     p_on, p_known, true) k
   where 'above-scale' = any(k.scopes)
$$;

-- 规上企业数 (with those on the list that the directory does not know yet) and 已完成备案数 of each unit for itself; counts are
-- told to the industry line too. above_scale is null where no signed list speaks of the unit.
create function plan_figures(p_units uuid[], p_on date, p_known timestamptz)
returns table (unit_id uuid, above_scale int, filed int) language sql stable security definer set search_path = public as $$
  with seen as materialized (
    select s.unit_id as id from unit_scope s where s.viewer_id = app_unit() and s.unit_id = any(p_units)),
  units as materialized (select array_agg(id) as ids from seen),
  members as materialized (
    select k.unit_id, 'filed' = any(k.measures) as filed
      from units u cross join lateral coverage_on(u.ids, p_on, p_known, true) k where 'above-scale' = any(k.scopes)),
  pending as materialized (
    select q.unit_id, q.n from units u
     cross join lateral coverage_pending(u.ids, p_on, coalesce(p_known, 'infinity'), array['above-scale']) q)
  select s.id,
         case when exists (
             select 1 from rosters r
               join roster_versions v on v.roster_id = r.id and v.status = 'signed' and s.id = any(v.covers)
              where r.scope_code = 'above-scale' and v.signed_at <= coalesce(p_known, 'infinity') and v.effective_on <= p_on
                and r.period_from <= p_on and (r.period_to is null or r.period_to >= p_on))
           then (select count(*)::int from members m where m.unit_id = s.id)
                + coalesce((select sum(q.n)::int from pending q where q.unit_id = s.id), 0) end,
         (select count(*)::int from members m where m.unit_id = s.id and m.filed)
    from seen s
$$;

-- How the enterprises of a version stand: per year how many, how many of them are filed, and how many are 规上企业 of the unit
-- that are not. Counts are told to the industry line too.
create function plan_member_counts(p_unit uuid, p_plan uuid, p_on date, p_known timestamptz)
returns table (year int, named int, planned int, filed int) language sql stable security definer set search_path = public as $$
  with named as materialized (
    select m.enterprise_id, m.year from cultivation_plan_members m
     where m.unit_id = p_unit and m.plan_id = p_plan
       and exists (select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = p_unit)),
  filed as materialized (select f.id from filed_of((select array_agg(n.enterprise_id) from named n), p_on, p_known) f(id)),
  listed as materialized (select l.enterprise_id as id from above_scale_of(array[p_unit], p_on, p_known) l)
  select n.year, count(*)::int, count(*) filter (where f.id is null and l.id is not null)::int, count(f.id)::int
    from named n left join filed f on f.id = n.enterprise_id left join listed l on l.id = n.enterprise_id
   group by n.year
$$;

-- Plan and actual of a civil year for each unit with everything below it (K8 培育计划完成率): of the accepted plans that hold a
-- number for the year, the latest form, of it the latest accepted version. done: planned for the year and filed on the day, at
-- the latest on 31 December of the year. outside: 规上企业 first filed in the year after the plan was handed in and not planned for it.
create function plan_completion(p_units uuid[], p_year int, p_on date)
returns table (unit_id uuid, plans int, planned int, unnamed int, done int, outside int, as_of_on date)
language sql stable security definer set search_path = public as $$
  with wanted as materialized (
    select u.id as asked, b.unit_id from unnest(p_units) as u(id)
      join unit_scope b on b.viewer_id = u.id and b.covers = 'all'
      join unit_scope s on s.viewer_id = app_unit() and s.unit_id = b.unit_id),
  chosen as materialized (
    select distinct on (p.unit_id) p.unit_id, p.id, p.as_of_on, p.known_at from cultivation_plans p
     where p.unit_id in (select w.unit_id from wanted w) and p.status = 'accepted'
       and p.year <= p_year and p_year < p.year + p.years
     order by p.unit_id, p.year desc, p.no desc),
  day as (select least(p_on, make_date(p_year, 12, 31)) as at),
  named as materialized (
    select c.unit_id, m.enterprise_id, exists (
             select 1 from coverage_standings s
              where s.enterprise_id = m.enterprise_id and s.from_on <= day.at and s.to_on > day.at and 'filed' = any(s.measures)) as filed
      from day cross join chosen c join cultivation_plan_members m on m.unit_id = c.unit_id and m.plan_id = c.id and m.year = p_year),
  fresh as materialized (
    select k.unit_id, k.enterprise_id
      from coverage_on((select array_agg(c.unit_id) from chosen c), (select at from day), null, true) k
      join chosen c on c.unit_id = k.unit_id
     where 'above-scale' = any(k.scopes) and 'filed' = any(k.measures)
       and not exists (select 1 from named n where n.enterprise_id = k.enterprise_id)
       and exists (
         select 1 from (select min(f.registered_at) as first from filings f
                         where f.enterprise_id = k.enterprise_id and f.registered_at is not null and f.kind <> 'cancel') f
          where f.first > c.known_at and beijing_day(f.first) between make_date(p_year, 1, 1) and (select at from day))),
  own as (
    select c.unit_id, c.as_of_on,
           (select count(*)::int from named n where n.unit_id = c.unit_id) as named,
           coalesce((select s.count from cultivation_plan_supplements s
                      where s.unit_id = c.unit_id and s.plan_id = c.id and s.year = p_year), 0) as unnamed,
           (select count(*)::int from named n where n.unit_id = c.unit_id and n.filed) as done,
           (select count(*)::int from fresh n where n.unit_id = c.unit_id) as outside
      from chosen c)
  select w.asked, count(o.unit_id)::int, coalesce(sum(o.named + o.unnamed), 0)::int, coalesce(sum(o.unnamed), 0)::int,
         coalesce(sum(o.done), 0)::int, coalesce(sum(o.outside), 0)::int, min(o.as_of_on)
    from wanted w left join own o on o.unit_id = w.unit_id
   group by w.asked
$$;

do $$
declare f text;
begin
  foreach f in array array['filed_among(uuid[], date, timestamptz)', 'above_scale_of(uuid[], date, timestamptz)',
      'plan_figures(uuid[], date, timestamptz)', 'plan_member_counts(uuid, uuid, date, timestamptz)',
      'plan_completion(uuid[], int, date)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to opencqo_app', f);
  end loop;
  revoke execute on function filed_of(uuid[], date, timestamptz) from public;
end $$;
