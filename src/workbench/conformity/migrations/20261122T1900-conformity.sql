-- The enterprise's own words on clauses of DB1302/T 589—2024, one after the other; the newest counts.
create table clause_words (
  enterprise_id uuid not null references enterprises,
  clause text not null,
  seq int not null check (seq > 0),
  kind text not null check (kind in ('statement', 'not-applicable', 'withdrawn')),
  text text not null,
  file_id uuid,
  valid_until date,
  account_id uuid,
  by_name text not null,
  at timestamptz not null,
  primary key (enterprise_id, clause, seq),
  foreign key (enterprise_id, file_id) references files,
  check (kind = 'statement' or (file_id is null and valid_until is null))
);
call guard_ledger('clause_words');
revoke update, delete on clause_words from opencqo_app;

-- 条款符合度报告: what was so at one moment, as it was then worded; never changed.
create table conformity_reports (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  number text not null,
  made_at timestamptz not null,
  account_id uuid,
  by_name text not null,
  -- JSON, byte for byte what `digest` (SHA-256) was taken of.
  content text not null,
  digest bytea not null,
  primary key (enterprise_id, id),
  unique (enterprise_id, number)
);
alter table conformity_reports enable row level security;
create policy own on conformity_reports for all using (enterprise_id = app_enterprise()) with check (enterprise_id = app_enterprise());
grant select, insert on conformity_reports to opencqo_app;

-- The enterprise's own act: this report, to this unit, until taken back.
create table conformity_shares (
  enterprise_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  unit_id uuid not null references org_units,
  shared_at timestamptz not null,
  shared_by uuid,
  shared_by_name text not null,
  withdrawn_at timestamptz check (withdrawn_at >= shared_at),
  withdrawn_by_name text,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, report_id) references conformity_reports,
  check ((withdrawn_at is null) = (withdrawn_by_name is null))
);
create unique index shared_once on conformity_shares (enterprise_id, report_id, unit_id) where withdrawn_at is null;
create index conformity_shares_of_unit on conformity_shares (unit_id, id) where withdrawn_at is null;
alter table conformity_shares enable row level security;
create policy own on conformity_shares for all using (enterprise_id = app_enterprise()) with check (enterprise_id = app_enterprise());
-- The unit it was shared with, as long as the share stands and the enterprise is in its care.
create policy shared on conformity_shares for select using (
  unit_id = app_unit() and withdrawn_at is null and may_see_enterprise(enterprise_id));
grant select, insert, update on conformity_shares to opencqo_app;

create policy shared on conformity_reports for select using (exists (
  select 1 from conformity_shares s
   where s.enterprise_id = conformity_reports.enterprise_id and s.report_id = conformity_reports.id
     and s.unit_id = app_unit() and s.withdrawn_at is null and may_see_enterprise(s.enterprise_id)));

-- A share is not rewritten: it can only be taken back, once.
create function share_only_ends() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null
     or (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by_name') <> (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by_name') then
    raise exception 'a share can only be taken back, and only once';
  end if;
  return new;
end $$;
create trigger only_ends before update on conformity_shares for each row execute function share_only_ends();

-- Who of the unit opened it, for the enterprise to see.
create table conformity_openings (
  enterprise_id uuid not null,
  id uuid not null,
  share_id uuid not null,
  how text not null check (how in ('read', 'printed')),
  account_id uuid,
  by_name text not null,
  unit_name text not null,
  at timestamptz not null,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, share_id) references conformity_shares
);
create index conformity_openings_of on conformity_openings (enterprise_id, share_id, id);
alter table conformity_openings enable row level security;
create policy own on conformity_openings for select using (enterprise_id = app_enterprise());
create policy opened on conformity_openings for insert with check (exists (
  select 1 from conformity_shares s
   where s.enterprise_id = conformity_openings.enterprise_id and s.id = conformity_openings.share_id
     and s.unit_id = app_unit() and s.withdrawn_at is null));
grant select, insert on conformity_openings to opencqo_app;
