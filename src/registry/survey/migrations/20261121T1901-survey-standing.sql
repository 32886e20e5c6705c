-- Enterprises of a unit and of those below that have a record or an officer in office, with what holds on a day. One definer
-- function instead of row-level security row by row: it answers nobody but officers over the unit.
create function survey_standing(p_unit uuid, p_on date)
returns table (enterprise_id uuid, letter boolean, training boolean, evaluation boolean, letter_here boolean, as_of date)
language sql stable security definer set search_path = public as $$
  with seen as (
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
     where a.status in ('issued', 'ended') and a.term_from <= p_on and coalesce(a.ended_on, a.term_to, 'infinity') >= p_on)
  select coalesce(t.enterprise_id, o.enterprise_id), bool_or(t.held) filter (where t.kind = 'letter'),
         bool_or(t.held) filter (where t.kind = 'training'), bool_or(t.held) filter (where t.kind = 'evaluation'),
         bool_or(o.enterprise_id is not null), max(t.as_of)
    from told t full join office o on o.enterprise_id = t.enterprise_id group by 1
$$;
revoke execute on function survey_standing(uuid, date) from public;
grant execute on function survey_standing(uuid, date) to opencqo_app;
