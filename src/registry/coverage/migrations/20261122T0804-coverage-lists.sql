-- A page of the enterprises behind a number, by name. p: root, scope, measures, on, known (null: all that is recorded), boundaries;
-- text (pattern), desk (where the filing of one appointed lies), units (only of these), after, limit. `counted`: the number itself;
-- `total`: what the list holds that the asker may see, with a text counted up to 10000. The industry line is told who is on a list,
-- not how they stand nor of persons.
create function coverage_page(p jsonb)
returns table (enterprise_id uuid, unit_id uuid, standing text, desk text, filing_id uuid, person_name text, last_on date, since date,
  total int, counted int, elsewhere int)
language plpgsql stable security definer set search_path = public
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  root uuid := (p->>'root')::uuid;
  scope text := p->>'scope';
  wanted text[] := array(select jsonb_array_elements_text(p->'measures'));
  day date := (p->>'on')::date;
  known timestamptz := (p->>'known')::timestamptz;
  then_units boolean := p->>'boundaries' = 'then';
  pattern text := p->>'text';
  most int := (p->>'limit')::int;
  units uuid[];
  seen uuid[] := array(select s.unit_id from unit_scope s where s.viewer_id = app_unit());
  told uuid[] := array(select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all');
  -- Of the directory also those of which nothing but the entry is known.
  aware boolean := app_oversees(root) or app_kind() = 'system';
  entries boolean := scope in ('all', 'sme') and wanted && array['members', 'never'] and not p ? 'desk' and not p ? 'units';
  number int;
  known_to_all int;
  shown int;
  fits int;
begin
  if not aware and (wanted <> array['members'] or scope in ('all', 'sme') or p ? 'desk') then return; end if;
  units := array(select t.unit_id from coverage_tree(root, day, coalesce(known, 'infinity'), then_units) t
                  where not p ? 'units' or t.unit_id::text in (select jsonb_array_elements_text(p->'units')));
  select coalesce(sum(r.value), 0) into number
    from coverage_read(root, array[day], known, then_units, array[scope], 'unit') r
   where r.measure = any(wanted) and r.row_id = any(units);
  select count(*), count(*) filter (where e.unit_id = any(seen)),
         count(*) filter (where e.unit_id = any(seen) and (pattern is null or e.name like pattern or e.credit_code like upper(pattern))
           and (not p ? 'desk' or (p->>'desk') = coverage_desk(k.enterprise_id, day)))
    into known_to_all, shown, fits
    from coverage_on(units, day, known, then_units) k join enterprises e on e.id = k.enterprise_id
   where scope = any(k.scopes) and k.measures && wanted;
  if entries then
    fits := fits + case when pattern is null then number - known_to_all else (
      select count(*) from (
        select 1 from enterprises e where e.unit_id = any(units) and coverage_is_entry(e, scope, day, known)
           and (e.name like pattern or e.credit_code like upper(pattern)) limit 10000) c) end;
  end if;
  return query
  with page as (
    (select e.id, e.name, k.unit_id, (select m from unnest(k.measures) m where m in ('filed', 'appointed', 'vacant', 'expired', 'never')) as standing
      from coverage_on(units, day, known, then_units) k join enterprises e on e.id = k.enterprise_id
     where scope = any(k.scopes) and k.measures && wanted and e.unit_id = any(seen)
       and (pattern is null or e.name like pattern or e.credit_code like upper(pattern))
       and (not p ? 'desk' or (p->>'desk') = coverage_desk(k.enterprise_id, day))
       and (not p ? 'after' or (e.name, e.id) > (p->'after'->>'name', (p->'after'->>'id')::uuid))
     order by e.name, e.id limit most)
    union all
    select w.id, w.name, u.id, 'never' from unnest(units) as u(id) cross join lateral (
      select e.id, e.name from enterprises e
       where entries and e.unit_id = u.id and u.id = any(seen) and coverage_is_entry(e, scope, day, known)
         and (pattern is null or e.name like pattern or e.credit_code like upper(pattern))
         and (not p ? 'after' or (e.name, e.id) > (p->'after'->>'name', (p->'after'->>'id')::uuid))
       order by e.name, e.id limit most) w
    order by 2, 1 limit most
  )
  select g.id, g.unit_id, case when aware then g.standing end, case when aware then coverage_desk(g.id, day) end, q.id, a.person_name, a.last_on,
         case when known is null and aware then (
           select min(s.from_on) from coverage_standings s
            where s.enterprise_id = g.id and s.from_on <= day and s.from_on > coalesce((
              select max(o.from_on) from coverage_standings o
               where o.enterprise_id = g.id and o.from_on <= day and not g.standing = any(o.measures)), '-infinity')) end,
         fits, number, known_to_all - shown
    from page g
    left join lateral (
      select a.id, a.person_name, coalesce(a.ended_on, a.term_to) as last_on from appointments a
       where a.enterprise_id = g.id and a.status in ('issued', 'ended') and a.term_from <= day
         and aware and g.unit_id = any(told) and exists (select 1 from enterprises e where e.id = g.id and e.unit_id = any(told))
       order by a.term_from desc limit 1) a on true
    left join lateral (
      select f.id from filings f where f.enterprise_id = g.id and f.appointment_id = a.id
         and f.status in ('submitted', 'accepted', 'returned') order by f.id desc limit 1) q on true
   order by g.name, g.id;
  if not found then
    return query select null::uuid, null::uuid, null, null, null::uuid, null, null::date, null::date, fits, number, known_to_all - shown;
  end if;
end $$;

-- Where the filing lies of whoever is in office: not handed in yet, with the office, returned.
create function coverage_desk(p_enterprise uuid, p_on date) returns text
language sql stable security definer set search_path = public as $$
  select coalesce((
    select case f.status when 'returned' then 'returned' else 'submitted' end
      from appointments a join filings f on f.enterprise_id = a.enterprise_id and f.appointment_id = a.id
     where a.enterprise_id = p_enterprise and a.status in ('issued', 'ended') and a.term_from <= p_on
       and coalesce(a.ended_on, a.term_to, 'infinity') >= p_on and f.kind <> 'cancel'
       and f.status in ('submitted', 'accepted', 'returned')
     order by f.id desc limit 1), 'not-filed')
$$;

-- In the directory on a day, and nothing else is known.
create function coverage_is_entry(p_enterprise enterprises, p_scope text, p_on date, p_known timestamptz) returns boolean
language sql stable as $$
  select beijing_day(p_enterprise.created_at) <= p_on and (p_known is null or p_enterprise.created_at <= p_known)
     and (p_scope = 'all' or coverage_is_sme(p_enterprise.size))
     and not exists (select 1 from coverage_heads h where h.enterprise_id = p_enterprise.id)
$$;

-- Appointed and not filed on a day, by where the filing lies.
create function coverage_desks(p_root uuid, p_scope text, p_on date, p_then boolean)
returns table (desk text, n int)
language plpgsql stable security definer set search_path = public as $$
#variable_conflict use_column
begin
  if not app_oversees(p_root) and app_kind() is distinct from 'system' then return; end if;
  return query
  select coverage_desk(k.enterprise_id, p_on), count(*)::int
    from coverage_on(array(select t.unit_id from coverage_tree(p_root, p_on, 'infinity', p_then) t), p_on, null, p_then) k
   where p_scope = any(k.scopes) and 'appointed' = any(k.measures) group by 1;
end $$;

-- The enterprises behind a number, all of them, for whoever freezes it.
create function coverage_ids(p_root uuid, p_scope text, p_measure text, p_on date, p_known timestamptz, p_then boolean)
returns table (enterprise_id uuid, unit_id uuid)
language plpgsql stable security definer set search_path = public as $$
#variable_conflict use_column
declare units uuid[] := array(select t.unit_id from coverage_tree(p_root, p_on, coalesce(p_known, 'infinity'), p_then) t
                               where exists (select 1 from unit_scope s where s.viewer_id = p_root and s.covers = 'all')
                                 and (app_kind() = 'system' or app_oversees(p_root)));
begin
  return query
  select k.enterprise_id, k.unit_id from coverage_on(units, p_on, p_known, p_then) k
   where p_scope = any(k.scopes) and p_measure = any(k.measures)
  union all
  select e.id, e.unit_id from enterprises e
   where p_scope in ('all', 'sme') and p_measure in ('members', 'never') and e.unit_id = any(units)
     and coverage_is_entry(e, p_scope, p_on, p_known);
end $$;

-- K10: who is the filed officer of several enterprises on a day, at least one of them below the unit, in order of a number that
-- says nothing of the person.
create function coverage_same_persons(p_root uuid, p_on date, p_after bytea, p_limit int)
returns table (person bytea, person_name text, enterprise_id uuid, filing_id uuid, appointment_id uuid, visible boolean, total int)
language plpgsql stable security definer set search_path = public as $$
#variable_conflict use_column
declare
  units uuid[];
begin
  if not app_oversees(p_root) and app_kind() is distinct from 'system' then return; end if;
  units := array(select t.unit_id from coverage_tree(p_root, p_on, 'infinity', true) t);
  return query
  with officers as (
    select f.id_number_hash as person, f.person_name, f.enterprise_id, f.id as filing_id, a.id as appointment_id
      from coverage_on(units, p_on, null, true) k
      join appointments a on a.enterprise_id = k.enterprise_id and a.status in ('issued', 'ended')
       and a.term_from <= p_on and coalesce(a.ended_on, a.term_to, 'infinity') >= p_on
      join filings f on f.enterprise_id = a.enterprise_id and f.appointment_id = a.id and f.registered_at is not null
       and f.kind <> 'cancel' and f.id_number_hash is not null
     where 'filed' = any(k.measures)
  ), persons as (
    select distinct o.person from officers o
     where exists (
       select 1 from filings g join coverage_standings s on s.enterprise_id = g.enterprise_id and s.from_on <= p_on and s.to_on > p_on
          and 'filed' = any(s.measures)
         join appointments b on b.enterprise_id = g.enterprise_id and b.id = g.appointment_id and b.status in ('issued', 'ended')
          and b.term_from <= p_on and coalesce(b.ended_on, b.term_to, 'infinity') >= p_on
        where g.id_number_hash = o.person and g.enterprise_id <> o.enterprise_id and g.registered_at is not null and g.kind <> 'cancel')
  ), page as (
    select q.person, (select count(*)::int from persons) as total from persons q
     where p_after is null or q.person > p_after order by q.person limit p_limit
  )
  select distinct on (g.person, f.enterprise_id) g.person, f.person_name, f.enterprise_id, f.id, f.appointment_id,
         e.unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all') or app_kind() = 'system',
         g.total
    from page g
    join filings f on f.id_number_hash = g.person and f.registered_at is not null and f.kind <> 'cancel'
    join coverage_standings s on s.enterprise_id = f.enterprise_id and s.from_on <= p_on and s.to_on > p_on and 'filed' = any(s.measures)
    join appointments b on b.enterprise_id = f.enterprise_id and b.id = f.appointment_id and b.status in ('issued', 'ended')
     and b.term_from <= p_on and coalesce(b.ended_on, b.term_to, 'infinity') >= p_on
    join enterprises e on e.id = f.enterprise_id
   order by g.person, f.enterprise_id, f.registered_at desc;
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace
              and p.proname in ('coverage_page', 'coverage_desk', 'coverage_desks', 'coverage_ids', 'coverage_same_persons') loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
-- coverage_desk() does not ask who asks: only from within.
grant execute on function coverage_page, coverage_desks, coverage_ids, coverage_same_persons to opencqo_app;
