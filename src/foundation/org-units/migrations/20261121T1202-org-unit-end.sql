-- What hangs on units, table by table, so that nobody takes back a unit that is in use: every foreign key is asked, those of
-- capabilities to come too.
create function org_unit_ties(p_ids uuid[]) returns table (unit_id uuid, tied_by text, n bigint)
language plpgsql stable security definer set search_path = public as $$
declare key record;
begin
  for key in select c.conrelid::regclass as referring, a.attname as col
               from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
              where c.confrelid = 'org_units'::regclass and c.contype = 'f' loop
    return query execute format('select %I, %L::text, count(*) from %s where %I = any($1) group by %I',
      key.col, key.referring::text, key.referring, key.col, key.col) using p_ids;
  end loop;
end $$;

-- What is open at a unit: at most 20 names of each, with the whole number. plpgsql: the tables come with other capabilities.
create function org_unit_open(p_unit uuid) returns table (kind text, name text, total bigint)
language plpgsql stable security definer set search_path = public as $$
begin
  return query (select 'enterprise', e.name, count(*) over () from enterprises e where e.unit_id = p_unit
                 order by e.name limit 20);
  return query (select 'filing', e.name, count(*) over () from filings f join enterprises e on e.id = f.enterprise_id
                 where (f.unit_id = p_unit or f.desk_unit_id = p_unit) and f.registered_at is null and f.status <> 'withdrawn'
                 order by e.name limit 20);
  return query (select 'import', i.file_name, count(*) over () from imports i
                 where i.unit_id = p_unit and i.status in ('uploaded', 'checking', 'applying') limit 20);
end $$;

-- The day after its last day a unit's enterprises and open filings go to the successor, and the roles in it end. Answers
-- what was moved; nothing for a unit without end or one that was handed over before.
create function hand_over_org_unit(p_unit uuid, p_today date, p_reason text) returns table (enterprises int, filings int)
language plpgsql security definer set search_path = public as $$
declare
  ended record;
  moved_enterprises int := 0;
  moved_filings int := 0;
begin
  if app_role() is distinct from 'system-admin' and app_kind() is distinct from 'system' then
    raise exception 'only for the system administrator and jobs';
  end if;
  select u.successor_id, u.valid_to, s.name as successor_name into ended
    from org_units u left join org_units s on s.id = u.successor_id
   where u.id = p_unit and u.valid_to < p_today and u.handed_over_at is null for update of u;
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
  update grants g set valid_to = now() where g.unit_id = p_unit and (g.valid_to is null or g.valid_to > now());
  update org_units u set handed_over_at = now() where u.id = p_unit;
  return query select moved_enterprises, moved_filings;
end $$;
revoke execute on function org_unit_ties, org_unit_open, hand_over_org_unit from public;
grant execute on function org_unit_ties, org_unit_open, hand_over_org_unit to opencqo_app;

-- The administrator who ends a unit tells its successor.
create policy post_as_administrator on notices for insert with check (app_role() = 'system-admin' and unit_id is not null);
