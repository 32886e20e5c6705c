-- Units that were there before the history was kept are not one deed: each may be taken back for itself alone.
update org_unit_events set deed_id = gen_random_uuid() where deed_id = '00000000-0000-0000-0000-000000000000';

-- Ended units that are to be handed over: the end is past, and it was not carried out, or something has come to the unit since.
create function org_units_to_hand_over(p_today date) returns setof uuid
language plpgsql stable security definer set search_path = public as $$
begin
  return query select u.id from org_units u
    where u.valid_to < p_today and (u.handed_over_at is null or (u.successor_id is not null and (
      exists (select 1 from enterprises e where e.unit_id = u.id)
      or exists (select 1 from filings f where f.unit_id = u.id and f.registered_at is null and f.status <> 'withdrawn'))));
end $$;
revoke execute on function org_units_to_hand_over from public;
grant execute on function org_units_to_hand_over to opencqo_app;

-- As before, and may be repeated; what waits for the unit itself (申请, 邀请, 移交) ends with it, each with its reason.
create or replace function hand_over_org_unit(p_unit uuid, p_today date, p_reason text) returns table (enterprises int, filings int)
language plpgsql security definer set search_path = public as $$
declare
  ended record;
  moved_enterprises int := 0;
  moved_filings int := 0;
begin
  if app_role() is distinct from 'system-admin' and app_kind() is distinct from 'system' then
    raise exception 'only for the system administrator and jobs';
  end if;
  select u.successor_id, u.valid_to, u.handed_over_at, s.name as successor_name into ended
    from org_units u left join org_units s on s.id = u.successor_id
   where u.id = p_unit and u.id in (select org_units_to_hand_over(p_today)) for update of u;
  if not found then return; end if;
  if ended.successor_id is not null then
    with moved as (update enterprises e set unit_id = ended.successor_id where e.unit_id = p_unit returning e.id)
    insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, reason)
    select m.id, gen_random_uuid(), ended.successor_id, ended.valid_to + 1, p_reason from moved m;
    get diagnostics moved_enterprises = row_count;
    -- A filing under way goes on with the successor: as responsible unit, at the desk, and in the steps still to come.
    update filings f
       set unit_id = case f.unit_id when p_unit then ended.successor_id else f.unit_id end,
           desk_unit_id = case f.desk_unit_id when p_unit then ended.successor_id else f.desk_unit_id end,
           chain = coalesce((
             select jsonb_agg(case when step ->> 'unitId' = p_unit::text and step ->> 'doneAt' is null
                      then step || jsonb_build_object('unitId', ended.successor_id, 'unitName', ended.successor_name)
                      else step end order by place)
               from jsonb_array_elements(f.chain) with ordinality as steps (step, place)), '[]')
     where f.registered_at is null and f.status <> 'withdrawn'
       and (f.unit_id = p_unit or f.desk_unit_id = p_unit or f.chain @> jsonb_build_array(jsonb_build_object('unitId', p_unit)));
    get diagnostics moved_filings = row_count;
  end if;
  update handovers h set status = 'withdrawn', version = h.version + 1, decided_at = now(), note = p_reason
   where h.status = 'proposed' and p_unit in (h.from_unit_id, h.to_unit_id);
  update registrations r set state = 'refused', decided_at = now(), reason = p_reason
   where r.unit_id = p_unit and r.state in ('draft', 'pending');
  update invitations i set revoked_at = now() where i.unit_id = p_unit and i.accepted_at is null and i.revoked_at is null;
  update grants g set valid_to = now() where g.unit_id = p_unit and (g.valid_to is null or g.valid_to > now());
  update org_units u set handed_over_at = coalesce(u.handed_over_at, now()) where u.id = p_unit;
  return query select moved_enterprises, moved_filings;
end $$;
