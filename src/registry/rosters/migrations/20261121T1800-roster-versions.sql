-- A list stands in signed versions. A draft is an uploaded list that is being compared and decided upon; signing off (签认)
-- gives it its number and freezes it. Who enters and leaves is recorded by signing off alone.
create table roster_versions (
  unit_id uuid not null references org_units,
  id uuid not null,
  roster_id uuid not null references rosters,
  -- 'file': a whole list from a file; 'record': a few enterprises entered or left by hand, signed in the same act.
  kind text not null check (kind in ('file', 'record')),
  status text not null default 'draft' check (status in ('draft', 'signed', 'discarded')),
  -- Of a draft from a file: is it being compared, is it compared, or could it not be read.
  phase text not null default 'reading' check (phase in ('reading', 'ready', 'failed')),
  version int not null default 1,
  no int,
  -- The version that it was compared with; 0: none.
  base_no int not null default 0,
  effective_on date not null,
  note text not null default '',
  file_name text,
  stored_as text,
  sha256 bytea,
  size bigint,
  mapping jsonb,
  rows_read int not null default 0,
  rows_total int,
  problem text,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  signed_at timestamptz,
  signed_by uuid,
  -- As they were called on that day.
  signed_name text,
  signed_unit text,
  discarded_at timestamptz,
  entered int,
  left_count int,
  -- All members on effective_on as known at signed_at, and those that the directory does not know yet.
  members int,
  pending int,
  -- SHA-256 (hex) over them, see roster_digest().
  members_digest text,
  -- The units whose enterprises the list spoke of when it was signed.
  covers uuid[],
  primary key (unit_id, id),
  unique (roster_id, no),
  check ((status = 'signed') = (no is not null)),
  check ((status = 'signed') = (signed_at is not null and signed_by is not null and members is not null and pending is not null
    and members_digest is not null and covers is not null))
);
create unique index one_draft_of_a_roster on roster_versions (roster_id) where status = 'draft' and kind = 'file';
create index roster_versions_signed on roster_versions (roster_id, effective_on, no) where status = 'signed';

-- What would become of each row of a draft, and what was decided. `line` is that of the file; members that are not in the
-- file come after its rows without a line.
create table roster_version_rows (
  unit_id uuid not null,
  version_id uuid not null,
  seq int not null,
  line int,
  outcome text not null check (outcome in
    ('same', 'new', 'renamed', 'other-code', 'near', 'elsewhere', 'ended', 'unknown', 'gone', 'reject')),
  message text not null default '',
  name text not null default '',
  credit_code text not null default '',
  area text not null default '',
  nominated boolean not null default false,
  -- Found without doubt, or the member that is gone.
  enterprise_id uuid,
  -- Enterprises of the directory that it may be: id, name, creditCode, unitName.
  candidates jsonb not null default '[]',
  -- A unit of the market-regulation line that might add it to the directory.
  place_unit_id uuid,
  decision text check (decision in ('take', 'pending', 'skip', 'leave', 'stay')),
  decided_enterprise uuid,
  primary key (unit_id, version_id, seq),
  foreign key (unit_id, version_id) references roster_versions (unit_id, id) on update cascade on delete cascade,
  check ((decision = 'take') = (decided_enterprise is not null) or decision is null)
);
create index roster_version_rows_by_outcome on roster_version_rows (unit_id, version_id, outcome, seq);

-- On the list but not in the directory yet: they count as members to be, so that the denominator is honest. Each version
-- names all of its own.
create table roster_pending (
  unit_id uuid not null,
  id uuid not null,
  roster_id uuid not null references rosters,
  version_no int not null,
  name text not null,
  credit_code text not null default '',
  nominated boolean not null default false,
  area text not null default '',
  place_unit_id uuid,
  primary key (unit_id, id),
  foreign key (roster_id, version_no) references roster_versions (roster_id, no) on update cascade deferrable initially deferred
);
create index roster_pending_of on roster_pending (roster_id, version_no);

-- Asking the bureau that keeps a list for it.
create table roster_reminders (
  unit_id uuid not null references org_units,
  id uuid not null,
  to_unit_id uuid not null references org_units,
  about_unit_id uuid not null references org_units,
  scope_code text not null references roster_scopes,
  state text not null check (state in ('missing', 'old', 'current')),
  note text not null default '',
  at timestamptz not null default now(),
  by_account uuid not null,
  by_name text not null,
  primary key (unit_id, id)
);
create index roster_reminders_about on roster_reminders (about_unit_id, scope_code, at desc);

alter table roster_events
  add column version_no int,
  -- What the list called it when it entered.
  add column listed_name text not null default '',
  add column listed_code text not null default '';

-- SHA-256 (hex) over the members on a day as known at an instant, one line each in order of id: the id, a space, 1 for 提名 or
-- 0, a line feed; then, of the version of this number, those that are not in the directory yet: ?, code, space, name, line feed, in order.
create function roster_digest(p_roster uuid, p_on date, p_known timestamptz, p_no int) returns text
language sql stable security definer set search_path = public as $$
  select encode(sha256(convert_to(
    coalesce((select string_agg(m.enterprise_id || ' ' || m.nominated::int || E'\n', '' order by m.enterprise_id)
                from roster_members(p_roster, p_on, p_known) m), '')
    || coalesce((select string_agg('?' || q.credit_code || ' ' || q.name || E'\n', '' order by q.credit_code collate "C", q.name collate "C")
                   from roster_pending q where q.roster_id = p_roster and q.version_no = p_no), ''), 'UTF8')), 'hex')
$$;

-- Units with registration whose enterprises a unit's lists speak of.
create function roster_covers(p_unit uuid) returns uuid[]
language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(u.id order by u.id), '{}') from unit_scope s join org_units u on u.id = s.unit_id
   where s.viewer_id = p_unit and u.line = 'market-regulation' and 'registration' = any(u.functions)
$$;

-- What was recorded before lists had versions: each record is one, signed by whoever recorded it.
insert into roster_versions (unit_id, id, roster_id, kind, status, phase, no, base_no, effective_on, note, created_at, created_by,
    signed_at, signed_by, signed_name, signed_unit, entered, left_count, members, pending, members_digest, covers)
select r.unit_id, gen_random_uuid(), r.id, 'record', 'signed', 'ready', g.no, g.no - 1, g.effective_on, g.note, g.recorded_at,
    g.recorded_by, g.recorded_at, g.recorded_by, coalesce(a.name, ''), u.name, g.entered, g.left_count,
    (select count(*) from roster_members(r.id, g.effective_on, g.recorded_at)), 0,
    roster_digest(r.id, g.effective_on, g.recorded_at, g.no::int), roster_covers(r.unit_id)
  from (select v.roster_id, v.recorded_at, v.recorded_by, v.effective_on, max(v.note) as note,
               count(*) filter (where v.kind = 'enter') as entered, count(*) filter (where v.kind = 'leave') as left_count,
               row_number() over (partition by v.roster_id order by v.recorded_at, v.effective_on, v.recorded_by) as no
          from roster_events v group by v.roster_id, v.recorded_at, v.recorded_by, v.effective_on) g
  join rosters r on r.id = g.roster_id join org_units u on u.id = r.unit_id left join accounts a on a.id = g.recorded_by;
update roster_events e set version_no = v.no, listed_name = n.name, listed_code = n.credit_code
  from roster_versions v, enterprises n
 where v.roster_id = e.roster_id and v.signed_at = e.recorded_at and v.signed_by = e.recorded_by
   and v.effective_on = e.effective_on and n.id = e.enterprise_id;
alter table roster_events
  alter column version_no set not null,
  -- Deferred: the events are written first, the version is signed last and counts them.
  add foreign key (roster_id, version_no) references roster_versions (roster_id, no) on update cascade deferrable initially deferred;
create index roster_events_by_version on roster_events (roster_id, version_no);
-- Whether a list decides is said by its versions.
alter table rosters drop column filled_at;

-- Signing off counts the members itself, so that number and digest are those of the events.
create function freeze_roster_version() returns trigger language plpgsql security definer set search_path = public as $$
begin
  new.entered := (select count(*) from roster_events e where e.roster_id = new.roster_id and e.version_no = new.no and e.kind = 'enter');
  new.left_count := (select count(*) from roster_events e where e.roster_id = new.roster_id and e.version_no = new.no and e.kind = 'leave');
  new.members := (select count(*) from roster_members(new.roster_id, new.effective_on, new.signed_at));
  new.pending := (select count(*) from roster_pending q where q.roster_id = new.roster_id and q.version_no = new.no);
  new.members_digest := roster_digest(new.roster_id, new.effective_on, new.signed_at, new.no);
  new.covers := roster_covers(new.unit_id);
  return new;
end $$;
revoke execute on function freeze_roster_version from public;
create trigger count_members before insert or update of status on roster_versions for each row
  when (new.status = 'signed') execute function freeze_roster_version();

-- Lists of a unit that ends go to whoever takes it over, with their versions.
create function hand_over_rosters() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update rosters set unit_id = new.successor_id, version = version + 1 where unit_id = new.id;
  update roster_versions set unit_id = new.successor_id where unit_id = new.id;
  update roster_pending set unit_id = new.successor_id where unit_id = new.id;
  return null;
end $$;
revoke execute on function hand_over_rosters from public;
create trigger rosters_of_ended after update of handed_over_at on org_units for each row
  when (new.handed_over_at is not null and old.handed_over_at is null and new.successor_id is not null)
  execute function hand_over_rosters();

alter table roster_versions enable row level security;
-- Drafts are the keeper's own; a signed version's head is read as lists' heads are.
create policy see on roster_versions for select using (
  unit_id = app_unit() or (status = 'signed' and (app_unit() is not null or app_enterprise() is not null)));
create policy add on roster_versions for insert with check (
  unit_id = app_unit() and roster_id in (select r.id from rosters r where r.unit_id = app_unit()));
-- What is signed stays as it is.
create policy change on roster_versions for update using (unit_id = app_unit() and status = 'draft') with check (unit_id = app_unit());
alter table roster_version_rows enable row level security;
create policy see on roster_version_rows for select using (unit_id = app_unit());
create policy add on roster_version_rows for insert with check (unit_id = app_unit() and exists (
  select 1 from roster_versions v where v.unit_id = app_unit() and v.id = version_id and v.status = 'draft'));
create policy change on roster_version_rows for update using (unit_id = app_unit() and exists (
  select 1 from roster_versions v where v.unit_id = app_unit() and v.id = version_id and v.status = 'draft'));
create policy remove on roster_version_rows for delete using (unit_id = app_unit() and exists (
  select 1 from roster_versions v where v.unit_id = app_unit() and v.id = version_id and v.status = 'draft'));
alter table roster_pending enable row level security;
-- The keeper, the units above it, the unit that is to add them, and the units that the keeper serves.
create policy see on roster_pending for select using (
  unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit())
  or place_unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all')
  or (place_unit_id is null and unit_id in (select u.id from org_units u where u.serves = array[app_unit()])));
create policy append on roster_pending for insert with check (
  unit_id = app_unit() and roster_id in (select r.id from rosters r where r.unit_id = app_unit())
  and not exists (select 1 from roster_versions v where v.roster_id = roster_pending.roster_id and v.no = version_no));
alter table roster_reminders enable row level security;
create policy see on roster_reminders for select using (
  app_unit() in (unit_id, to_unit_id, about_unit_id)
  or about_unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
create policy remind on roster_reminders for insert with check (unit_id = app_unit() and about_unit_id in (
  select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
grant select, insert, update on roster_versions to opencqo_app;
grant select, insert, update, delete on roster_version_rows to opencqo_app;
grant select, insert on roster_pending, roster_reminders to opencqo_app;

-- A keeper sees who stands on its own list also after the enterprise has moved to another county, and may take it off; and
-- nothing is added to a version that is signed.
drop policy see on roster_events;
create policy see on roster_events for select using (
  may_see_enterprise(enterprise_id, 'enterprises') or roster_id in (select r.id from rosters r where r.unit_id = app_unit()));
create function on_own_roster(p_roster uuid, p_enterprise uuid) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select 1 from roster_events e join rosters r on r.id = e.roster_id
                  where e.roster_id = p_roster and e.enterprise_id = p_enterprise and r.unit_id = app_unit())
$$;
drop policy append on roster_events;
create policy append on roster_events for insert with check (
  roster_id in (select r.id from rosters r where r.unit_id = app_unit())
  and (may_see_enterprise(enterprise_id, 'enterprises') or (kind = 'leave' and on_own_roster(roster_id, enterprise_id)))
  and not exists (select 1 from roster_versions v where v.roster_id = roster_events.roster_id and v.no = version_no));

-- Uploaded lists that are still named: by an import, or by a version that was not discarded.
create or replace function named_uploads(p_names text[]) returns setof text
language sql stable security definer set search_path = public as $$
  select stored_as from imports where stored_as = any(p_names) and app_kind() = 'system'
  union all
  select v.stored_as from roster_versions v
   where v.stored_as = any(p_names) and v.status <> 'discarded' and app_kind() = 'system'
$$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace
              and p.proname in ('roster_digest', 'roster_covers', 'on_own_roster') loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to opencqo_app', f);
  end loop;
end $$;
