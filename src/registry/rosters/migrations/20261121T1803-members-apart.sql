-- Planned for itself (a function with a setting is not drawn into the query around it): with the statistics of a list that was
-- signed a moment ago the members are guessed to be a handful, and joining them one by one takes minutes.
create or replace function roster_members(p_roster uuid, p_on date, p_known timestamptz)
returns table (enterprise_id uuid, nominated boolean, since date, recorded_at timestamptz, note text)
language sql stable rows 5000 set search_path = public as $$
  select l.enterprise_id, l.nominated, l.effective_on, l.recorded_at, l.note
    from (select distinct on (v.enterprise_id) v.* from roster_events v
           where v.roster_id = p_roster and v.effective_on <= p_on and v.recorded_at <= p_known
           order by v.enterprise_id, v.effective_on desc, v.recorded_at desc, v.id desc) l
   where l.kind = 'enter'
$$;
