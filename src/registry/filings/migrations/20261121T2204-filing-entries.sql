-- 录入省信息采集系统: which registered filings a person has keyed in there, and when. No interface is known; this is his word.
create table filing_entry_events (
  enterprise_id uuid not null,
  id uuid not null,
  filing_id uuid not null,
  -- Null: taken back.
  entered_on date,
  unit_id uuid not null references org_units,
  account_id uuid not null,
  account_name text not null,
  note text not null default '',
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (enterprise_id, id),
  foreign key (enterprise_id, filing_id) references filings (enterprise_id, id)
);
create index filing_entry_events_of on filing_entry_events (enterprise_id, filing_id);

-- One row per registered filing, so that what is not entered is found without looking at all that is.
create table filing_entries (
  enterprise_id uuid not null,
  filing_id uuid not null,
  unit_id uuid not null references org_units,
  registered_at timestamptz not null,
  entered_on date,
  entered_name text,
  entered_at timestamptz,
  primary key (enterprise_id, filing_id),
  foreign key (enterprise_id, filing_id) references filings (enterprise_id, id)
);
create index filing_entries_open on filing_entries (unit_id, registered_at, filing_id) where entered_on is null;
create index filing_entries_done on filing_entries (unit_id, entered_on, filing_id) where entered_on is not null;
create index filing_entries_unit on filing_entries (enterprise_id);

create function open_filing_entry() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into filing_entries (enterprise_id, filing_id, unit_id, registered_at)
  values (new.enterprise_id, new.id, coalesce((select unit_id from tenants where enterprise_id = new.enterprise_id), new.unit_id),
          new.registered_at)
  on conflict do nothing;
  return null;
end $$;
revoke execute on function open_filing_entry from public;
create trigger open_entry after update of registered_at on filings
  for each row when (old.registered_at is null and new.registered_at is not null) execute function open_filing_entry();
create trigger open_entry_at_once after insert on filings
  for each row when (new.registered_at is not null) execute function open_filing_entry();
insert into filing_entries (enterprise_id, filing_id, unit_id, registered_at)
select f.enterprise_id, f.id, coalesce(t.unit_id, f.unit_id), f.registered_at
  from filings f left join tenants t on t.enterprise_id = f.enterprise_id where f.registered_at is not null;

-- It goes with the enterprise.
create function move_filing_entries() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update filing_entries set unit_id = new.unit_id where enterprise_id = new.enterprise_id and unit_id <> new.unit_id;
  return null;
end $$;
revoke execute on function move_filing_entries from public;
create trigger move_entries after update on tenants
  for each row when (old.unit_id is distinct from new.unit_id) execute function move_filing_entries();

create function project_filing_entry() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update filing_entries
     set entered_on = new.entered_on,
         entered_name = case when new.entered_on is not null then new.account_name end,
         entered_at = case when new.entered_on is not null then new.recorded_at end
   where enterprise_id = new.enterprise_id and filing_id = new.filing_id;
  return null;
end $$;
revoke execute on function project_filing_entry from public;
create trigger project after insert on filing_entry_events for each row execute function project_filing_entry();

alter table filing_entry_events enable row level security;
create policy see on filing_entry_events for select using (may_see_enterprise(enterprise_id) and app_kind() = 'unit');
create policy record on filing_entry_events for insert with check (unit_id = app_unit() and responsible_for(enterprise_id));
alter table filing_entries enable row level security;
create policy see on filing_entries for select using (unit_id in (
  select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
grant select, insert on filing_entry_events to opencqo_app;
grant select on filing_entries to opencqo_app;
