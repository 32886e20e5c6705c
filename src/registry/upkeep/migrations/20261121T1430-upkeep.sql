-- From one responsible unit to another: proposed by one of the two or by a unit over both, accepted by the other or by a
-- unit over both. Name and code are kept beside, because the receiving unit does not see the enterprise yet.
create table handovers (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  enterprise_name text not null,
  credit_code text not null,
  from_unit_id uuid not null references org_units,
  to_unit_id uuid not null references org_units,
  proposed_by_unit uuid not null references org_units,
  proposed_by uuid not null,
  proposed_at timestamptz not null default now(),
  effective_on date not null,
  reason text not null,
  status text not null default 'proposed' check (status in ('proposed', 'accepted', 'declined', 'withdrawn')),
  decided_by_unit uuid references org_units,
  decided_by uuid,
  decided_at timestamptz,
  note text not null default '',
  primary key (enterprise_id, id),
  check (from_unit_id <> to_unit_id)
);
create unique index one_open_handover on handovers (enterprise_id) where status = 'proposed';
create index handovers_from on handovers (from_unit_id, status);
create index handovers_to on handovers (to_unit_id, status);
alter table handovers enable row level security;
create policy see on handovers for select using (
  enterprise_id = app_enterprise()
  or from_unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all')
  or to_unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
grant select on handovers to opencqo_app;

-- True when the asking unit stands over this unit or is it.
create function app_oversees(p_unit uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = p_unit and s.covers = 'all')
$$;

-- With the owner's rights because a unit that asks for an enterprise does not see it. Answers the id, or why not.
create function propose_handover(p jsonb) returns jsonb
language plpgsql security definer set search_path = public as $$
declare
  e record;
  target uuid := coalesce((p->>'to')::uuid, app_unit());
begin
  select id, name, credit_code, unit_id, ended_on into e from enterprises where credit_code = p->>'code' for update;
  if not found then return '{"problem": "unknown-code"}'; end if;
  if e.unit_id = target then return '{"problem": "same-unit"}'; end if;
  if not app_oversees(e.unit_id) and not app_oversees(target) then return '{"problem": "not-yours"}'; end if;
  if e.ended_on is not null then return '{"problem": "ended"}'; end if;
  if not exists (select 1 from org_units u where u.id = target and u.line = 'market-regulation' and 'registration' = any(u.functions)
                   and u.valid_to is null) then return '{"problem": "no-registration"}'; end if;
  if exists (select 1 from handovers h where h.enterprise_id = e.id and h.status = 'proposed') then
    return '{"problem": "open-proposal"}';
  end if;
  insert into handovers (enterprise_id, id, enterprise_name, credit_code, from_unit_id, to_unit_id, proposed_by_unit, proposed_by,
      effective_on, reason)
    values (e.id, (p->>'id')::uuid, e.name, e.credit_code, e.unit_id, target, app_unit(), app_account(),
      (p->>'effectiveOn')::date, p->>'reason');
  return jsonb_build_object('id', p->>'id');
end $$;

-- Accepts, declines or withdraws. Accepting moves the enterprise and what is filed for it to the new unit; a filing at
-- somebody's desk has to be ended there first.
create function decide_handover(p jsonb) returns jsonb
language plpgsql security definer set search_path = public as $$
declare
  h record;
  open_filings int;
  over_both boolean;
begin
  select * into h from handovers where id = (p->>'handover')::uuid for update;
  if not found or not (app_oversees(h.from_unit_id) or app_oversees(h.to_unit_id)) then return '{"problem": "unknown"}'; end if;
  if h.status <> 'proposed' then return jsonb_build_object('problem', 'decided', 'status', h.status); end if;
  over_both := app_oversees(h.from_unit_id) and app_oversees(h.to_unit_id);
  if p->>'decision' = 'withdrawn' then
    if h.proposed_by_unit <> app_unit() then return '{"problem": "not-yours"}'; end if;
  elsif h.proposed_by_unit = app_unit() and not over_both then
    return '{"problem": "own-proposal"}';
  end if;
  if p->>'decision' = 'accepted' then
    perform 1 from enterprises where id = h.enterprise_id and unit_id = h.from_unit_id and ended_on is null for update;
    if not found then return '{"problem": "moved-meanwhile"}'; end if;
    select count(*) into open_filings from filings f where f.enterprise_id = h.enterprise_id and f.desk_unit_id is not null;
    if open_filings > 0 then return jsonb_build_object('problem', 'open-filings', 'n', open_filings); end if;
    update enterprises set unit_id = h.to_unit_id, version = version + 1 where id = h.enterprise_id;
    insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, reason)
      values (h.enterprise_id, (p->>'event')::uuid, h.to_unit_id, h.effective_on, h.reason);
    update filings set unit_id = h.to_unit_id where enterprise_id = h.enterprise_id;
    delete from enterprise_tags t where t.enterprise_id = h.enterprise_id
      and not exists (select 1 from unit_scope s where s.viewer_id = t.unit_id and s.unit_id = h.to_unit_id);
  end if;
  update handovers set version = version + 1, status = p->>'decision', decided_by_unit = app_unit(), decided_by = app_account(),
    decided_at = now(), note = p->>'note' where enterprise_id = h.enterprise_id and id = h.id;
  return jsonb_build_object('id', h.id);
end $$;

-- Whether two enterprises that look alike are one. Append only: of a pair the latest decision holds.
create table duplicate_decisions (
  enterprise_id uuid not null references enterprises on delete cascade,
  id uuid not null,
  other_id uuid not null references enterprises on delete cascade,
  decision text not null check (decision in ('different', 'merged', 'reopened')),
  reason text not null,
  unit_id uuid not null references org_units,
  decided_by uuid not null,
  decided_at timestamptz not null default now(),
  primary key (enterprise_id, id),
  check (enterprise_id < other_id)
);
create index duplicate_decisions_of on duplicate_decisions (enterprise_id, other_id, id);
alter table duplicate_decisions enable row level security;
create policy see on duplicate_decisions for select using (may_see_enterprise(enterprise_id) and app_enterprise() is null);
create policy decide on duplicate_decisions for insert with check (
  unit_id = app_unit() and may_see_enterprise(enterprise_id) and may_see_enterprise(other_id));
grant select, insert on duplicate_decisions to opencqo_app;
-- Near names and same 主体标识 are found by grouping, not by comparing each with each.
drop index enterprises_by_name_key;
create index enterprises_by_name_key on enterprises (name_key, unit_id) where ended_on is null;
create index enterprises_by_organisation on enterprises (substr(credit_code, 9, 9), unit_id) where ended_on is null and length(credit_code) = 18;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p
            where p.pronamespace = 'public'::regnamespace and p.proname in ('app_oversees', 'propose_handover', 'decide_handover') loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to opencqo_app', f);
  end loop;
end $$;
