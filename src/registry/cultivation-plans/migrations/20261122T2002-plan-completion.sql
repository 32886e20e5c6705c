-- Plan and actual of a civil year (K8 培育计划完成率) of each unit for itself: of the accepted plans that hold a number for the
-- year, the latest form, of it the latest version accepted by p_known (null: by now). done: planned for the year and filed on the
-- day, at the latest on 31 December of the year. outside: 规上企业 first filed in the year after the plan was handed in and not
-- planned for it. Units without an accepted plan have no row.
create function plan_completion_of(p_units uuid[], p_year int, p_on date, p_known timestamptz)
returns table (unit_id uuid, planned int, unnamed int, done int, outside int, as_of_on date)
language sql stable security definer set search_path = public as $$
  with chosen as materialized (
    select distinct on (p.unit_id) p.unit_id, p.id, p.as_of_on, p.known_at from cultivation_plans p
      join unit_scope s on s.viewer_id = app_unit() and s.unit_id = p.unit_id
     where p.unit_id = any(p_units) and p.status = 'accepted' and p.year <= p_year and p_year < p.year + p.years
       and (p_known is null or p.decided_at <= p_known)
     order by p.unit_id, p.year desc, p.no desc),
  day as (select least(p_on, make_date(p_year, 12, 31)) as at),
  named as materialized (
    select c.unit_id, m.enterprise_id from chosen c
      join cultivation_plan_members m on m.unit_id = c.unit_id and m.plan_id = c.id and m.year = p_year),
  filed as materialized (
    select f.id from filed_of((select array_agg(n.enterprise_id) from named n), (select at from day), p_known) f(id)),
  fresh as materialized (
    select k.unit_id, k.enterprise_id
      from coverage_on((select array_agg(c.unit_id) from chosen c), (select at from day), p_known, true) k
      join chosen c on c.unit_id = k.unit_id
     where 'above-scale' = any(k.scopes) and 'filed' = any(k.measures)
       and not exists (select 1 from named n where n.enterprise_id = k.enterprise_id)
       and exists (
         select 1 from (select min(f.registered_at) as first from filings f
                         where f.enterprise_id = k.enterprise_id and f.registered_at is not null and f.kind <> 'cancel') f
          where f.first > c.known_at and beijing_day(f.first) between make_date(p_year, 1, 1) and (select at from day)))
  select c.unit_id, x.named + x.unnamed, x.unnamed, x.done, x.outside, c.as_of_on
    from chosen c cross join lateral (
      select (select count(*)::int from named n where n.unit_id = c.unit_id) as named,
             coalesce((select s.count from cultivation_plan_supplements s
                        where s.unit_id = c.unit_id and s.plan_id = c.id and s.year = p_year), 0) as unnamed,
             (select count(*)::int from named n join filed f on f.id = n.enterprise_id where n.unit_id = c.unit_id) as done,
             (select count(*)::int from fresh n where n.unit_id = c.unit_id) as outside) x
$$;

-- The same with everything below each unit; a row for each unit that the asker may see.
drop function plan_completion(uuid[], int, date);
create function plan_completion(p_units uuid[], p_year int, p_on date)
returns table (unit_id uuid, plans int, planned int, unnamed int, done int, outside int, as_of_on date)
language sql stable set search_path = public as $$
  with wanted as materialized (
    select u.id as asked, b.unit_id from unnest(p_units) as u(id)
      join unit_scope b on b.viewer_id = u.id and b.covers = 'all'
      join unit_scope s on s.viewer_id = app_unit() and s.unit_id = b.unit_id),
  own as materialized (
    select o.* from plan_completion_of((select array_agg(distinct w.unit_id) from wanted w), p_year, p_on, null) o)
  select w.asked, count(o.unit_id)::int, coalesce(sum(o.planned), 0)::int, coalesce(sum(o.unnamed), 0)::int,
         coalesce(sum(o.done), 0)::int, coalesce(sum(o.outside), 0)::int, min(o.as_of_on)
    from wanted w left join own o on o.unit_id = w.unit_id
   group by w.asked
$$;

revoke execute on function plan_completion_of(uuid[], int, date, timestamptz) from public;
grant execute on function plan_completion_of(uuid[], int, date, timestamptz) to opencqo_app;
revoke execute on function plan_completion(uuid[], int, date) from public;
grant execute on function plan_completion(uuid[], int, date) to opencqo_app;
