-- The civil day of an instant.
create function beijing_day(p_at timestamptz) returns date language sql immutable parallel safe
return (p_at at time zone 'Asia/Shanghai')::date;

-- Codes by which targets and rules name a list: the scope, with its level, and each with -nominated where it is a 提名.
create function coverage_codes(p_scope text, p_level text, p_nominated boolean) returns text[] language sql immutable parallel safe
return array[p_scope] || case when p_level is null then '{}'::text[] else array[p_scope || '-' || p_level] end
  || case when not p_nominated then '{}'::text[] when p_level is null then array[p_scope || '-nominated']
          else array[p_scope || '-nominated', p_scope || '-' || p_level || '-nominated'] end;

-- 中小微企业 (统计上大中小微型企业划分办法).
create function coverage_is_sme(p_size text) returns boolean language sql immutable parallel safe
return coalesce(p_size in ('中型', '小型', '微型'), false);

-- From when a record of the survey tells: that something is held, from the date of the paper; that it is not, from the day the
-- record speaks of.
create function coverage_told_from(p_held boolean, p_as_of date, p_held_on date) returns date language sql immutable parallel safe
return case when p_held then least(p_as_of, coalesce(p_held_on, p_as_of)) else p_as_of end;

-- How enterprises stood, each on its day, as known at an instant: the one place that says what counts as what.
create function coverage_points(p_ids uuid[], p_days date[], p_known timestamptz)
returns table (enterprise_id uuid, day date, unit_id uuid, scopes text[], measures text[], times int)
language plpgsql stable security definer set search_path = public
-- Planning a statement of this length costs more than running it.
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  select p.id, p.day, place.unit_id, listed.scopes,
         array_remove(array['members', office.standing, case when office.held or papers.letter then 'letter' end,
           case when papers.trained then 'trained' end, case when papers.evaluated then 'evaluated' end], null),
         papers.times
    from unnest(p_ids, p_days) as p(id, day)
    join enterprises e on e.id = p.id and e.created_at <= p_known
    -- Ended enterprises count nowhere from that day on.
    cross join lateral (
      select coalesce((select v.kind <> 'ended' from enterprise_state_events v
                        where v.enterprise_id = p.id and v.kind in ('ended', 'resumed') and v.effective_on <= p.day and v.recorded_at <= p_known
                        order by v.effective_on desc, v.recorded_at desc, v.id desc limit 1), true) as active) life
    -- As enterprise_units_on() has it.
    cross join lateral (
      select coalesce(
        (select v.unit_id from enterprise_unit_events v
          where v.enterprise_id = p.id and v.recorded_at <= p_known and v.effective_on <= p.day
          order by v.recorded_at desc, v.id desc limit 1),
        (select v.unit_id from enterprise_unit_events v where v.enterprise_id = p.id and v.recorded_at <= p_known
          order by v.recorded_at, v.id limit 1),
        e.unit_id) as unit_id) place
    left join lateral (
      select true as known, s.became as size from enterprise_size_events s
       where s.enterprise_id = p.id and s.effective_on <= p.day and s.recorded_at <= p_known
       order by s.recorded_at desc, s.id desc limit 1) grown on true
    left join lateral (
      select true as known, s.was as size from enterprise_size_events s where s.enterprise_id = p.id order by s.recorded_at, s.id limit 1) born on true
    cross join lateral (
      select array(
        select distinct c.code
          from (select distinct on (v.roster_id) v.roster_id, v.kind, v.nominated from roster_events v
                 where v.enterprise_id = p.id and v.effective_on <= p.day and v.recorded_at <= p_known
                 order by v.roster_id, v.effective_on desc, v.recorded_at desc, v.id desc) l
          join rosters r on r.id = l.roster_id
          left join lateral (select true as known, w.became as until from roster_period_events w where w.roster_id = r.id and w.recorded_at <= p_known
                              order by w.recorded_at desc, w.id desc limit 1) later on true
          left join lateral (select true as known, w.was as until from roster_period_events w where w.roster_id = r.id
                              order by w.recorded_at, w.id limit 1) first on true
          cross join unnest(coverage_codes(r.scope_code, r.level, l.nominated)) as c(code)
         where l.kind = 'enter' and r.period_from <= p.day
           and coalesce(case when later.known then later.until when first.known then first.until else r.period_to end,
                        'infinity') >= p.day
        union all
        -- In the directory since it was entered there.
        select d.code from (values ('all'), ('sme')) as d(code)
         where beijing_day(e.created_at) <= p.day
           and (d.code = 'all' or coverage_is_sme(case when grown.known then grown.size when born.known then born.size else e.size end))
        order by 1) as scopes
       where life.active) listed
    cross join lateral (
      select case when bool_or(o.in_office and o.filed) then 'filed' when bool_or(o.in_office) then 'appointed'
                  when count(*) = 0 then 'never'
                  when (array_agg(o.left_office or o.cancelled order by o.term_from desc))[1] then 'vacant' else 'expired' end as standing,
             coalesce(bool_or(o.in_office), false) as held
        from (
          select a.term_from, over.left_office,
                 case when over.left_office then a.ended_on >= p.day else coalesce(a.term_to, 'infinity') >= p.day end as in_office,
                 exists (select 1 from filings c where c.enterprise_id = a.enterprise_id and c.appointment_id = a.id
                           and c.cancelled_on <= p.day and c.cancelled_at <= p_known) as cancelled,
                 -- A cancellation takes with it all filings of the appointment that were registered up to the cancelled one.
                 exists (select 1 from filings f where f.enterprise_id = a.enterprise_id and f.appointment_id = a.id and f.kind <> 'cancel'
                           and f.registered_at <= p_known and beijing_day(f.registered_at) <= p.day
                           and not exists (select 1 from filings c where c.enterprise_id = a.enterprise_id and c.appointment_id = a.id
                                             and c.cancelled_on <= p.day and c.cancelled_at <= p_known
                                             and c.registered_at >= f.registered_at)) as filed
            from appointments a
            cross join lateral (select a.ended_on is not null and coalesce(a.ended_at, a.created_at) <= p_known as left_office) over
           where a.enterprise_id = p.id and a.term_from <= p.day
             and (a.status in ('issued', 'ended') or (a.status = 'revoked' and p_known < (
               select min(v.recorded_at) from appointment_events v
                where v.enterprise_id = a.enterprise_id and v.appointment_id = a.id and v.kind = 'revoked')))
             and (p_known = 'infinity' or coalesce((select min(v.recorded_at) from appointment_events v
                   where v.enterprise_id = a.enterprise_id and v.appointment_id = a.id and v.kind = 'issued'), a.created_at) <= p_known)
        ) o) office
    cross join lateral (
      select coalesce(bool_or(t.kind = 'letter' and t.last and t.held), false) as letter,
             coalesce(bool_or(t.kind = 'training' and t.last and t.held), false) as trained,
             coalesce(bool_or(t.kind = 'evaluation' and t.last and t.held), false) as evaluated,
             (count(distinct row (t.held_on, t.issuer, t.person_name)) filter (where t.kind = 'training' and t.held))::int as times
        from (
          select c.kind, c.held, c.held_on, c.issuer, c.person_name,
                 row_number() over (partition by c.kind order by c.as_of desc, c.recorded_at desc, c.id desc) = 1 as last
            from credential_records c
           where c.enterprise_id = p.id and c.voids is null and c.recorded_at <= p_known
             and coverage_told_from(c.held, c.as_of, c.held_on) <= p.day
             and not exists (select 1 from credential_records w
                              where w.enterprise_id = c.enterprise_id and w.voids = c.id and w.recorded_at <= p_known)
        ) t) papers
   where cardinality(listed.scopes) > 0;
end $$;

-- The whole history of enterprises as stretches, by all that is recorded. Days on which nothing counts are left out.
create function coverage_stretches(p_ids uuid[])
returns table (enterprise_id uuid, from_on date, to_on date, unit_id uuid, scopes text[], measures text[], times int)
language plpgsql stable security definer set search_path = public
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  ids uuid[];
  days date[];
begin
  -- Days on which something may change.
  select array_agg(d.id), array_agg(d.day) into ids, days from (
    select e.id, beijing_day(e.created_at) as day from enterprises e where e.id = any(p_ids)
    union select v.enterprise_id, v.effective_on from enterprise_unit_events v where v.enterprise_id = any(p_ids)
    union select v.enterprise_id, v.effective_on from enterprise_state_events v where v.enterprise_id = any(p_ids)
    union select v.enterprise_id, v.effective_on from enterprise_size_events v where v.enterprise_id = any(p_ids)
    union select v.enterprise_id, d.day from roster_events v join rosters r on r.id = v.roster_id
            cross join lateral (values (v.effective_on), (r.period_from), (r.period_to + 1)) as d(day) where v.enterprise_id = any(p_ids)
    union select a.enterprise_id, d.day from appointments a cross join lateral (values (a.term_from), (coalesce(a.ended_on, a.term_to) + 1)) as d(day)
           where a.enterprise_id = any(p_ids) and a.status in ('issued', 'ended')
    union select f.enterprise_id, d.day from filings f cross join lateral (values (beijing_day(f.registered_at)), (f.cancelled_on)) as d(day)
           where f.enterprise_id = any(p_ids)
    union select c.enterprise_id, coverage_told_from(c.held, c.as_of, c.held_on) from credential_records c where c.enterprise_id = any(p_ids)
  ) d where d.day is not null;
  return query
  with stood as (
    select d.id, d.day, s.unit_id, s.scopes, s.measures, s.times
      from unnest(ids, days) as d(id, day)
      left join coverage_points(ids, days, 'infinity') s on s.enterprise_id = d.id and s.day = d.day
  ), marked as (
    select s.*, row_number() over w = 1 or (s.unit_id, s.scopes, s.measures, s.times)
             is distinct from (lag(s.unit_id) over w, lag(s.scopes) over w, lag(s.measures) over w, lag(s.times) over w) as begins
      from stood s window w as (partition by s.id order by s.day)
  ), stretches as (
    select m.id, m.day, coalesce(lead(m.day) over (partition by m.id order by m.day), 'infinity') as to_on,
           m.unit_id, m.scopes, m.measures, m.times
      from marked m where m.begins
  )
  select t.id, t.day, t.to_on, t.unit_id, t.scopes, t.measures, t.times from stretches t where t.unit_id is not null;
end $$;
