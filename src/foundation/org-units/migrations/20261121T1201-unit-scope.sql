-- unit_scope follows the tree: once per statement, only when something that matters has changed, and only the difference
-- is written. Beside those below it a unit sees all of: a unit whose registrations it does (`serves` in the
-- market-regulation line) and a unit that it took over. An industry bureau sees the enterprises of those that it serves.
drop trigger scope on org_units;
drop function rebuild_unit_scope();

create function rebuild_unit_scope() returns void language sql security definer set search_path = public as $$
  with recursive edges as (
    select parent_id as upper, id as lower from org_units where parent_id is not null
    union all select successor_id, id from org_units where successor_id is not null and handed_over_at is not null
    union all select u.id, served from org_units u cross join unnest(u.serves) as served
               where u.line = 'market-regulation' and 'registration' = any(u.functions)
  ), below as (
    select id as viewer_id, id as unit_id from org_units
    union select b.viewer_id, e.lower from below b join edges e on e.upper = b.unit_id
  ), wanted as materialized (
    select viewer_id, unit_id, min(covers) as covers from (
      select viewer_id, unit_id, 'all' as covers from below
      union all
      select b.viewer_id, served, 'enterprises' from below b join org_units u on u.id = b.unit_id
       cross join unnest(u.serves) as served) as both_ways
     group by viewer_id, unit_id
  ), gone as (
    delete from unit_scope s where not exists (
      select 1 from wanted w where w.viewer_id = s.viewer_id and w.unit_id = s.unit_id)
  )
  insert into unit_scope (viewer_id, unit_id, covers)
  select w.viewer_id, w.unit_id, w.covers from wanted w where not exists (
    select 1 from unit_scope s where s.viewer_id = w.viewer_id and s.unit_id = w.unit_id and s.covers = w.covers)
  on conflict (viewer_id, unit_id) do update set covers = excluded.covers
$$;
revoke execute on function rebuild_unit_scope from public;

create function follow_unit_scope() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select 1 from new_rows) then return null; end if;
  elsif tg_op = 'DELETE' then
    if not exists (select 1 from old_rows) then return null; end if;
  elsif not exists (
    select 1 from new_rows n join old_rows o on o.id = n.id
     where (n.parent_id, n.serves, n.functions, n.successor_id, n.handed_over_at)
           is distinct from (o.parent_id, o.serves, o.functions, o.successor_id, o.handed_over_at)) then
    return null;
  end if;
  perform rebuild_unit_scope();
  return null;
end $$;
revoke execute on function follow_unit_scope from public;
create trigger scope_added after insert on org_units referencing new table as new_rows
  for each statement execute function follow_unit_scope();
create trigger scope_changed after update on org_units referencing old table as old_rows new table as new_rows
  for each statement execute function follow_unit_scope();
create trigger scope_removed after delete on org_units referencing old table as old_rows
  for each statement execute function follow_unit_scope();
