-- What a stretch adds to the numbers, and takes away again after its end.
create function coverage_deltas(p_from date, p_to date, p_scopes text[], p_measures text[], p_times int)
returns table (scope text, measure text, day date, delta int) language sql immutable as $$
  select s.scope, m.measure, d.day, m.n * d.sign
    from unnest(p_scopes) as s(scope)
    cross join (select measure, 1 as n from unnest(p_measures) as measure
                union all select 'trained-times', p_times where p_times > 0) m
    cross join (values (p_from, 1), (p_to, -1)) as d(day, sign)
   where d.day < 'infinity'
$$;

-- Makes the stretches of these enterprises anew and appends what differs. Whoever does the same for one of them at the same
-- time waits, and then sees what the other has written.
create function coverage_touch(p_ids uuid[]) returns void
language plpgsql security definer set search_path = public
set plan_cache_mode = force_generic_plan as $$
declare
  ids uuid[];
  fresh coverage_standings[];
begin
  ids := array(select e.id from enterprises e where e.id = any(p_ids) order by e.id);
  if cardinality(ids) > 1000 then
    for i in 0 .. (cardinality(ids) - 1) / 1000 loop
      perform coverage_touch(ids[i * 1000 + 1 : (i + 1) * 1000]);
    end loop;
    return;
  end if;
  -- What was counted of them until now: the entry in the directory alone.
  with added as (insert into coverage_heads (enterprise_id) select unnest(ids) on conflict do nothing returning enterprise_id)
  insert into coverage_standings (enterprise_id, from_on, unit_id, scopes, measures)
  select e.id, beijing_day(e.created_at), e.unit_id, coverage_entry_scopes(e.size), array['members', 'never']
    from added join enterprises e on e.id = added.enterprise_id;
  perform 1 from coverage_heads h where h.enterprise_id = any(ids) order by h.enterprise_id for update;
  fresh := array(select row (s.*)::coverage_standings from coverage_stretches(ids) s);
  with gone as (
    select * from coverage_standings where enterprise_id = any(ids) except select * from unnest(fresh)
  ), come as (
    select * from unnest(fresh) except select * from coverage_standings where enterprise_id = any(ids)
  ), changes as (
    select g.unit_id, d.scope, d.measure, d.day, -d.delta as delta
      from gone g cross join lateral coverage_deltas(g.from_on, g.to_on, g.scopes, g.measures, g.times) d
    union all
    select c.unit_id, d.scope, d.measure, d.day, d.delta
      from come c cross join lateral coverage_deltas(c.from_on, c.to_on, c.scopes, c.measures, c.times) d
  )
  insert into coverage_tail (unit_id, scope, measure, day, delta)
  select unit_id, scope, measure, day, sum(delta) from changes group by unit_id, scope, measure, day having sum(delta) <> 0;
  delete from coverage_standings s where s.enterprise_id = any(ids)
     and not exists (select 1 from unnest(fresh) f where f = s);
  insert into coverage_standings select f.* from unnest(fresh) f
   where not exists (select 1 from coverage_standings s where s.enterprise_id = f.enterprise_id and s.from_on = f.from_on);
  update coverage_heads h set moved = not h.moved
   where h.enterprise_id = any(ids) and h.moved is distinct from exists (
     select 1 from coverage_standings s join enterprises e on e.id = s.enterprise_id
      where s.enterprise_id = h.enterprise_id and s.unit_id <> e.unit_id);
end $$;

-- The scopes of an entry in the directory of which nothing else is known.
create function coverage_entry_scopes(p_size text) returns text[] language sql immutable parallel safe
return case when coverage_is_sme(p_size) then array['all', 'sme'] else array['all'] end;

-- The directory: entered, size or unit changed, taken back. Aggregated, so that an import of a million costs a few rows.
create function coverage_follow_entered() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into coverage_tail (unit_id, scope, measure, day, delta)
  select e.unit_id, s.scope, m.measure, e.day, sum(e.n)
    from (select n.unit_id, n.size, beijing_day(n.created_at) as day, count(*) as n from new_rows n group by 1, 2, 3) e
   cross join unnest(coverage_entry_scopes(e.size)) as s(scope) cross join (values ('members'), ('never')) as m(measure)
   group by e.unit_id, s.scope, m.measure, e.day;
  return null;
end $$;
create trigger coverage_entered after insert on enterprises referencing new table as new_rows
  for each statement execute function coverage_follow_entered();

create function coverage_follow_altered() returns trigger language plpgsql security definer set search_path = public as $$
declare altered uuid[];
begin
  altered := array(select n.id from new_rows n join old_rows o on o.id = n.id
                    where (n.unit_id, n.size) is distinct from (o.unit_id, o.size));
  if cardinality(altered) = 0 then return null; end if;
  with added as (
    insert into coverage_heads (enterprise_id) select unnest(altered) on conflict do nothing returning enterprise_id)
  insert into coverage_standings (enterprise_id, from_on, unit_id, scopes, measures)
  select o.id, beijing_day(o.created_at), o.unit_id, coverage_entry_scopes(o.size), array['members', 'never']
    from added join old_rows o on o.id = added.enterprise_id;
  insert into enterprise_size_events (enterprise_id, was, became, effective_on)
  select n.id, o.size, n.size, beijing_day(now()) from new_rows n join old_rows o on o.id = n.id
   where n.size is distinct from o.size;
  -- Where it was before, for one that came into the directory before units were recorded.
  insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, recorded_at, reason)
  select o.id, gen_random_uuid(), o.unit_id, beijing_day(o.created_at), o.created_at, '建档'
    from old_rows o join new_rows n on n.id = o.id
   where n.unit_id <> o.unit_id and not exists (select 1 from enterprise_unit_events v where v.enterprise_id = o.id);
  perform coverage_touch(altered);
  return null;
end $$;
create trigger coverage_altered after update on enterprises referencing old table as old_rows new table as new_rows
  for each statement execute function coverage_follow_altered();

create function coverage_follow_removed() returns trigger language plpgsql security definer set search_path = public as $$
begin
  with counted as (
    delete from coverage_standings s using old_rows o where s.enterprise_id = o.id returning s.*
  ), changes as (
    select c.unit_id, d.scope, d.measure, d.day, -d.delta as delta
      from counted c cross join lateral coverage_deltas(c.from_on, c.to_on, c.scopes, c.measures, c.times) d
    union all
    select o.unit_id, s.scope, m.measure, beijing_day(o.created_at), -1
      from old_rows o cross join unnest(coverage_entry_scopes(o.size)) as s(scope)
     cross join (values ('members'), ('never')) as m(measure)
     where not exists (select 1 from coverage_heads h where h.enterprise_id = o.id)
  )
  insert into coverage_tail (unit_id, scope, measure, day, delta)
  select unit_id, scope, measure, day, sum(delta) from changes group by unit_id, scope, measure, day having sum(delta) <> 0;
  delete from coverage_heads h using old_rows o where h.enterprise_id = o.id;
  delete from enterprise_size_events v using old_rows o where v.enterprise_id = o.id;
  return null;
end $$;
create trigger coverage_removed after delete on enterprises referencing old table as old_rows
  for each statement execute function coverage_follow_removed();

-- The first record of a unit says what the entry says; only what differs is looked at.
create function coverage_follow_units() returns trigger language plpgsql security definer set search_path = public as $$
declare touched uuid[];
begin
  -- One by one through the indexes: an import writes thousands of which none is looked at.
  touched := array(
    select distinct n.enterprise_id from new_rows n
     cross join lateral (select e.unit_id from enterprises e where e.id = n.enterprise_id offset 0) e
      left join lateral (select true as there from coverage_heads h where h.enterprise_id = n.enterprise_id offset 0) h on true
     where n.unit_id <> e.unit_id or h.there);
  if cardinality(touched) > 0 then perform coverage_touch(touched); end if;
  return null;
end $$;
create trigger coverage_units after insert on enterprise_unit_events referencing new table as new_rows
  for each statement execute function coverage_follow_units();

create function coverage_follow_records() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform coverage_touch(array(select distinct n.enterprise_id from new_rows n));
  return null;
end $$;
create trigger coverage_lists after insert on roster_events referencing new table as new_rows
  for each statement execute function coverage_follow_records();
create trigger coverage_survey after insert on credential_records referencing new table as new_rows
  for each statement execute function coverage_follow_records();

create function coverage_follow_states() returns trigger language plpgsql security definer set search_path = public as $$
declare touched uuid[];
begin
  touched := array(select distinct n.enterprise_id from new_rows n where n.kind in ('ended', 'resumed'));
  if cardinality(touched) > 0 then perform coverage_touch(touched); end if;
  return null;
end $$;
create trigger coverage_states after insert on enterprise_state_events referencing new table as new_rows
  for each statement execute function coverage_follow_states();

create function coverage_follow_period() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.period_to is distinct from old.period_to then
    insert into roster_period_events (roster_id, was, became) values (new.id, old.period_to, new.period_to);
  end if;
  perform coverage_touch(array(select distinct v.enterprise_id from roster_events v where v.roster_id = new.id));
  return null;
end $$;
create trigger coverage_period after update on rosters for each row
  when ((new.period_from, new.period_to, new.scope_code, new.level) is distinct from (old.period_from, old.period_to, old.scope_code, old.level))
  execute function coverage_follow_period();

-- At the end of the transaction, when all that belongs together is written; a filing that is handed in, accepted or returned
-- does not come here at all.
create function coverage_follow_one() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform coverage_touch(array[new.enterprise_id]);
  return null;
end $$;
create constraint trigger coverage_appointed after insert on appointments deferrable initially deferred for each row
  when (new.status <> 'draft') execute function coverage_follow_one();
create constraint trigger coverage_reappointed after update on appointments deferrable initially deferred for each row
  when (old.status is distinct from new.status or (new.status <> 'draft'
    and (old.term_from, old.term_to, old.ended_on) is distinct from (new.term_from, new.term_to, new.ended_on)))
  execute function coverage_follow_one();
create constraint trigger coverage_filed after insert on filings deferrable initially deferred for each row
  when (new.registered_at is not null) execute function coverage_follow_one();
create constraint trigger coverage_refiled after update on filings deferrable initially deferred for each row
  when (old.registered_at is distinct from new.registered_at or old.cancelled_on is distinct from new.cancelled_on)
  execute function coverage_follow_one();

-- Puts the deltas of days up to p_today into coverage_values; p_all: also makes one row of several for the days to come.
create function coverage_fold(p_today date, p_all boolean default false) returns int
language plpgsql security definer set search_path = public as $$
declare folded int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only for jobs'; end if;
  if not pg_try_advisory_xact_lock(7031003) then return 0; end if;
  with taken as (
    delete from coverage_tail where day <= p_today returning unit_id, scope, measure, day, delta
  ), sums as (
    select unit_id, scope, measure, day, sum(delta) as delta from taken group by unit_id, scope, measure, day having sum(delta) <> 0
  ), firsts as (
    select unit_id, scope, measure, min(day) as day from sums group by unit_id, scope, measure
  ), days as (
    select unit_id, scope, measure, day from sums
    union
    select v.unit_id, v.scope, v.measure, v.day from coverage_values v
      join firsts f on f.unit_id = v.unit_id and f.scope = v.scope and f.measure = v.measure and v.day > f.day
  ), added as (
    select d.unit_id, d.scope, d.measure, d.day, sum(s.delta) as delta from days d
      join sums s on s.unit_id = d.unit_id and s.scope = d.scope and s.measure = d.measure and s.day <= d.day
     group by d.unit_id, d.scope, d.measure, d.day
  )
  insert into coverage_values as v (unit_id, scope, measure, day, value)
  select a.unit_id, a.scope, a.measure, a.day, a.delta + coalesce((
           select o.value from coverage_values o
            where o.unit_id = a.unit_id and o.scope = a.scope and o.measure = a.measure and o.day <= a.day
            order by o.day desc limit 1), 0)
    from added a
  on conflict (unit_id, scope, measure, day) do update set value = excluded.value where v.value <> excluded.value;
  get diagnostics folded = row_count;
  if p_all then
    with taken as (
      delete from coverage_tail t using (
        select unit_id, scope, measure, day from coverage_tail where day > p_today
         group by unit_id, scope, measure, day having count(*) > 1) m
       where t.unit_id = m.unit_id and t.scope = m.scope and t.measure = m.measure and t.day = m.day
      returning t.unit_id, t.scope, t.measure, t.day, t.delta)
    insert into coverage_tail (unit_id, scope, measure, day, delta)
    select unit_id, scope, measure, day, sum(delta) from taken group by unit_id, scope, measure, day having sum(delta) <> 0;
  end if;
  return folded;
end $$;

-- Everything anew from the base tables: at the first start, and after rows were written past the triggers.
create function coverage_rebuild() returns void language plpgsql security definer set search_path = public as $$
declare ids uuid[];
begin
  lock table coverage_heads in exclusive mode;
  delete from coverage_tail;
  delete from coverage_values;
  delete from coverage_standings;
  delete from coverage_heads;
  ids := array(
    select e.id from enterprises e join (
      select v.enterprise_id from roster_events v
      union select a.enterprise_id from appointments a where a.status <> 'draft'
      union select f.enterprise_id from filings f where f.registered_at is not null
      union select c.enterprise_id from credential_records c
      union select v.enterprise_id from enterprise_state_events v where v.kind in ('ended', 'resumed')
      union select v.enterprise_id from enterprise_size_events v
      union select v.enterprise_id from enterprise_unit_events v join enterprises o on o.id = v.enterprise_id where o.unit_id <> v.unit_id
    ) known on known.enterprise_id = e.id order by e.id);
  for i in 0 .. (cardinality(ids) - 1) / 1000 loop
    insert into coverage_standings select s.* from coverage_stretches(ids[i * 1000 + 1 : (i + 1) * 1000]) s;
  end loop;
  insert into coverage_heads (enterprise_id, moved)
  select e.id, exists (select 1 from coverage_standings s where s.enterprise_id = e.id and s.unit_id <> e.unit_id)
    from unnest(ids) as known(id) join enterprises e on e.id = known.id;
  insert into coverage_tail (unit_id, scope, measure, day, delta)
  select unit_id, scope, measure, day, sum(delta) from (
    select s.unit_id, d.scope, d.measure, d.day, d.delta::bigint
      from coverage_standings s cross join lateral coverage_deltas(s.from_on, s.to_on, s.scopes, s.measures, s.times) d
    union all
    select e.unit_id, s.scope, m.measure, beijing_day(e.created_at), count(*)
      from enterprises e cross join unnest(coverage_entry_scopes(e.size)) as s(scope)
     cross join (values ('members'), ('never')) as m(measure)
     where not exists (select 1 from coverage_heads h where h.enterprise_id = e.id)
     group by e.unit_id, s.scope, m.measure, beijing_day(e.created_at)
  ) all_of group by unit_id, scope, measure, day having sum(delta) <> 0;
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace
              and p.proname like 'coverage\_%' and p.prosecdef loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function coverage_fold to opencqo_app;

select coverage_rebuild();
