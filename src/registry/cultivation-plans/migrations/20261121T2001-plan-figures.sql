-- Which of these enterprises have a filed officer on a day, as known at an instant. Asks nobody: only for the functions below.
create function filed_of(p_ids uuid[], p_on date, p_known timestamptz)
returns setof uuid language sql stable set search_path = public as $$
  select distinct a.enterprise_id
    from appointments a join filings f on f.enterprise_id = a.enterprise_id and f.appointment_id = a.id
   where a.enterprise_id = any(p_ids)
     and a.status in ('issued', 'ended') and a.term_from <= p_on and (a.term_to is null or a.term_to >= p_on)
     and (a.ended_on is null or a.ended_on >= p_on or a.ended_at > p_known)
     and f.status = 'registered' and f.kind <> 'cancel'
     and f.registered_at <= p_known and (f.registered_at at time zone 'Asia/Shanghai')::date <= p_on
$$;

-- The same, told to the market-regulation line over the enterprises alone.
create function filed_among(p_ids uuid[], p_on date, p_known timestamptz)
returns setof uuid language sql stable security definer set search_path = public as $$
  select filed_of(
    (select array_agg(t.enterprise_id) from tenants t
       join unit_scope s on s.unit_id = t.unit_id and s.viewer_id = app_unit() and s.covers = 'all'
      where t.enterprise_id = any(p_ids)), p_on, p_known)
$$;

-- The enterprises of a unit that the lists in force on a day hold to be 规模以上, as known at an instant.
create function above_scale_of(p_units uuid[], p_on date, p_known timestamptz)
returns table (unit_id uuid, enterprise_id uuid) language sql stable security definer set search_path = public as $$
  with seen as materialized (
    select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.unit_id = any(p_units)),
  lists as materialized (
    select r.id from rosters r
     where r.scope_code = 'above-scale' and r.period_from <= p_on and (r.period_to is null or r.period_to >= p_on)
       and r.unit_id in (select v.viewer_id from unit_scope v where v.unit_id in (select seen.unit_id from seen)))
  select distinct e.unit_id, e.id
    from lists l cross join lateral roster_members(l.id, p_on, p_known) m
    join enterprises e on e.id = m.enterprise_id
   where e.unit_id in (select seen.unit_id from seen) and (e.ended_on is null or e.ended_on > p_on)
$$;

-- 规上企业数 and 已完成备案数 of each unit for itself; counts are told to the industry line too. above_scale is null where no
-- list covers the unit.
create function plan_figures(p_units uuid[], p_on date, p_known timestamptz)
returns table (unit_id uuid, above_scale int, filed int) language sql stable security definer set search_path = public as $$
  with members as materialized (select m.unit_id, m.enterprise_id from above_scale_of(p_units, p_on, p_known) m),
  filed as (select f.id from filed_of((select array_agg(m.enterprise_id) from members m), p_on, p_known) f(id))
  select u.id,
         case when exists (
             select 1 from rosters r join roster_versions v on v.roster_id = r.id and v.status = 'signed' and u.id = any(v.covers)
              where r.scope_code = 'above-scale' and v.signed_at <= p_known and v.effective_on <= p_on
                and r.period_from <= p_on and (r.period_to is null or r.period_to >= p_on))
           then (select count(*)::int from members m where m.unit_id = u.id) end,
         (select count(*)::int from members m join filed f on f.id = m.enterprise_id where m.unit_id = u.id)
    from unnest(p_units) as u(id)
    join unit_scope s on s.viewer_id = app_unit() and s.unit_id = u.id
$$;

-- How the enterprises of a version stand: per year how many, how many of them are filed, and how many are 规上企业 of the unit
-- that are not. Counts are told to the industry line too.
create function plan_member_counts(p_unit uuid, p_plan uuid, p_on date, p_known timestamptz)
returns table (year int, named int, planned int, filed int) language sql stable security definer set search_path = public as $$
  with named as materialized (
    select m.enterprise_id, m.year from cultivation_plan_members m
     where m.unit_id = p_unit and m.plan_id = p_plan
       and exists (select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = p_unit)),
  filed as (select f.id from filed_of((select array_agg(n.enterprise_id) from named n), p_on, p_known) f(id)),
  listed as (select l.enterprise_id as id from above_scale_of(array[p_unit], p_on, p_known) l)
  select n.year, count(*)::int, count(*) filter (where f.id is null and l.id is not null)::int, count(f.id)::int
    from named n left join filed f on f.id = n.enterprise_id left join listed l on l.id = n.enterprise_id
   group by n.year
$$;

-- Plan and actual of a civil year for each unit with everything below it (K8 培育计划完成率): of the accepted plans that hold a
-- number for the year, the latest form, of it the latest accepted version. done: planned for the year and filed on the day, at
-- the latest on 31 December of the year. outside: 规上 enterprises first filed in the year after the plan's day and not
-- planned for it.
create function plan_completion(p_units uuid[], p_year int, p_on date)
returns table (unit_id uuid, plans int, planned int, unnamed int, done int, outside int, as_of_on date)
language sql stable security definer set search_path = public as $$
  with wanted as materialized (
    select u.id as asked, b.unit_id from unnest(p_units) as u(id)
      join unit_scope b on b.viewer_id = u.id and b.covers = 'all'
      join unit_scope s on s.viewer_id = app_unit() and s.unit_id = b.unit_id),
  chosen as materialized (
    select distinct on (p.unit_id) p.unit_id, p.id, p.as_of_on from cultivation_plans p
     where p.unit_id in (select w.unit_id from wanted w) and p.status = 'accepted'
       and p.year <= p_year and p_year < p.year + p.years
     order by p.unit_id, p.year desc, p.no desc),
  day as (select least(p_on, make_date(p_year, 12, 31)) as at),
  named as materialized (
    select c.unit_id, m.enterprise_id from chosen c
      join cultivation_plan_members m on m.unit_id = c.unit_id and m.plan_id = c.id and m.year = p_year),
  listed as materialized (
    select a.unit_id, a.enterprise_id
      from above_scale_of((select array_agg(c.unit_id) from chosen c), (select at from day), 'infinity') a),
  filed as materialized (
    select a.enterprise_id, min((f.registered_at at time zone 'Asia/Shanghai')::date) as since
      from (select n.enterprise_id from named n union select l.enterprise_id from listed l) k
      join appointments a on a.enterprise_id = k.enterprise_id
      join filings f on f.enterprise_id = a.enterprise_id and f.appointment_id = a.id
     where f.status = 'registered' and f.kind <> 'cancel'
       and (f.registered_at at time zone 'Asia/Shanghai')::date <= (select at from day)
     group by a.enterprise_id
    having bool_or(a.status in ('issued', 'ended') and a.term_from <= (select at from day)
                   and (a.term_to is null or a.term_to >= (select at from day))
                   and (a.ended_on is null or a.ended_on >= (select at from day)))),
  own as (
    select c.unit_id, c.as_of_on,
           (select count(*)::int from named n where n.unit_id = c.unit_id) as named,
           coalesce((select s.count from cultivation_plan_supplements s
                      where s.unit_id = c.unit_id and s.plan_id = c.id and s.year = p_year), 0) as unnamed,
           (select count(*)::int from named n join filed f on f.enterprise_id = n.enterprise_id where n.unit_id = c.unit_id) as done,
           (select count(*)::int from listed l join filed f on f.enterprise_id = l.enterprise_id
             where l.unit_id = c.unit_id and f.since > c.as_of_on and f.since >= make_date(p_year, 1, 1)
               and not exists (select 1 from named n where n.enterprise_id = l.enterprise_id)) as outside
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
      'plan_figures(uuid[], date, timestamptz)', 'plan_member_counts(uuid, uuid, date, timestamptz)', 'plan_completion(uuid[], int, date)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to opencqo_app', f);
  end loop;
  revoke execute on function filed_of(uuid[], date, timestamptz) from public;
end $$;
