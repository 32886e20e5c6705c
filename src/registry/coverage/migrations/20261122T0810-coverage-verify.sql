-- Every number kept of a unit, not of those below it, against the base tables: by day, or on one day. Rows where they differ, and
-- one without a day that says how many were compared.
create function coverage_compare(p_unit uuid, p_on date)
returns table (scope text, measure text, day date, kept int, made int, compared int)
language plpgsql stable security definer set search_path = public as $$
#variable_conflict use_column
declare ids uuid[];
begin
  if not app_oversees(p_unit) and app_kind() is distinct from 'system' then return; end if;
  ids := array(
    select h.enterprise_id from coverage_heads h join enterprises e on e.id = h.enterprise_id where e.unit_id = p_unit
    union
    select h.enterprise_id from enterprise_unit_events v join coverage_heads h on h.enterprise_id = v.enterprise_id where v.unit_id = p_unit
    union
    select s.enterprise_id from coverage_standings s where s.unit_id = p_unit);
  return query
  with kept as (
    select v.scope, v.measure, v.day, v.value - coalesce(lag(v.value) over (partition by v.scope, v.measure order by v.day), 0) as delta
      from coverage_values v where v.unit_id = p_unit
    union all
    select t.scope, t.measure, t.day, t.delta from coverage_tail t where t.unit_id = p_unit
  ), made as (
    select d.scope, d.measure, d.day, d.delta
      from coverage_stretches(ids) s cross join lateral coverage_deltas(s.from_on, s.to_on, s.scopes, s.measures, s.times) d
     where s.unit_id = p_unit
    union all
    select s.scope, m.measure, beijing_day(e.created_at), 1
      from enterprises e cross join unnest(coverage_entry_scopes(e.size)) as s(scope) cross join (values ('members'), ('never')) as m(measure)
     where e.unit_id = p_unit and not exists (select 1 from coverage_heads h where h.enterprise_id = e.id)
  ), changes as (
    select c.scope, c.measure, case when p_on is null then c.day else p_on end as day, sum(c.kept)::int as kept, sum(c.made)::int as made
      from (select k.scope, k.measure, k.day, k.delta as kept, 0 as made from kept k
            union all select m.scope, m.measure, m.day, 0, m.delta from made m) c
     where p_on is null or c.day <= p_on group by 1, 2, 3
  ), stood as (
    select c.scope, c.measure, c.day, (sum(c.kept) over w)::int as kept, (sum(c.made) over w)::int as made
      from changes c window w as (partition by c.scope, c.measure order by c.day)
  )
  select s.scope, s.measure, s.day, s.kept, s.made, null::int from stood s where s.kept <> s.made
  union all
  select null, null, null, null, null, count(*)::int from stood
   order by 3 nulls last, 1, 2;
end $$;

-- Enterprises of a unit whose stretches kept are not those that the base tables give.
create function coverage_compare_enterprises(p_unit uuid)
returns table (enterprise_id uuid, compared int)
language plpgsql stable security definer set search_path = public as $$
#variable_conflict use_column
declare ids uuid[];
begin
  if not app_oversees(p_unit) and app_kind() is distinct from 'system' then return; end if;
  ids := array(select e.id from coverage_heads h join enterprises e on e.id = h.enterprise_id where e.unit_id = p_unit);
  return query
  select d.enterprise_id, null::int from (
    ((select * from coverage_stretches(ids)) except (select * from coverage_standings s where s.enterprise_id = any(ids)))
    union all
    ((select * from coverage_standings s where s.enterprise_id = any(ids)) except (select * from coverage_stretches(ids)))) d
   group by d.enterprise_id
  union all
  select null, cardinality(ids);
end $$;

revoke execute on function coverage_compare, coverage_compare_enterprises from public;
grant execute on function coverage_compare, coverage_compare_enterprises to opencqo_app;
