-- As before, but enterprises that had ended by the day count nowhere, as in coverage_points(): the three counts equal the lists
-- behind them. Who is seen is looked up per record, so that the cost follows the records, not the directory.
create or replace function survey_standing(p_unit uuid, p_on date)
returns table (enterprise_id uuid, letter boolean, training boolean, evaluation boolean, letter_here boolean, as_of date)
language sql stable security definer set search_path = public as $$
  with seen as not materialized (
    select t.enterprise_id from unit_scope s join tenants t on t.unit_id = s.unit_id
     where s.viewer_id = p_unit and s.covers = 'all'
       and exists (select 1 from unit_scope v where v.viewer_id = app_unit() and v.unit_id = p_unit and v.covers = 'all')),
  told as (
    select distinct on (c.enterprise_id, c.kind) c.enterprise_id, c.kind, c.held, c.as_of
      from credential_records c join seen on seen.enterprise_id = c.enterprise_id
     where c.voids is null and case when c.held then least(c.as_of, coalesce(c.held_on, c.as_of)) else c.as_of end <= p_on
       and not exists (select 1 from credential_records v where v.enterprise_id = c.enterprise_id and v.voids = c.id)
     order by c.enterprise_id, c.kind, c.as_of desc, c.recorded_at desc, c.id desc),
  office as (
    select distinct a.enterprise_id from appointments a join seen on seen.enterprise_id = a.enterprise_id
     where a.status in ('issued', 'ended') and a.term_from <= p_on and coalesce(a.ended_on, a.term_to, 'infinity') >= p_on),
  stands as (
    select coalesce(t.enterprise_id, o.enterprise_id) as id, bool_or(t.held) filter (where t.kind = 'letter') as letter,
           bool_or(t.held) filter (where t.kind = 'training') as training,
           bool_or(t.held) filter (where t.kind = 'evaluation') as evaluation,
           bool_or(o.enterprise_id is not null) as letter_here, max(t.as_of) as as_of
      from told t full join office o on o.enterprise_id = t.enterprise_id group by 1)
  select s.* from stands s
   where coalesce((select v.kind <> 'ended' from enterprise_state_events v
                    where v.enterprise_id = s.id and v.kind in ('ended', 'resumed') and v.effective_on <= p_on
                    order by v.effective_on desc, v.recorded_at desc, v.id desc limit 1), true)
$$;

-- An enterprise takes back what it said itself, not what a bureau recorded of it.
create policy own_words on credential_records as restrictive for insert with check (
  voids is null or app_enterprise() is null or exists (
    select 1 from credential_records c
     where c.enterprise_id = credential_records.enterprise_id and c.id = credential_records.voids and c.unit_id is null));
