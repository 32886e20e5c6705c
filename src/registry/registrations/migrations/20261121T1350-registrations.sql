-- What an enterprise that is not yet known asks for: 经办人 or 负责人 of an enterprise by its credit code. Belongs to the
-- unit that it was sent to. `draft` until a scan has been added and it has been handed in.
create table registrations (
  unit_id uuid not null references org_units,
  id uuid not null,
  receipt_no text not null unique,
  code_hash text not null,
  ticket_hash bytea not null,
  state text not null default 'draft' check (state in ('draft', 'pending', 'accepted', 'refused')),
  credit_code text not null,
  credit_code_warning boolean not null,
  name text not null,
  address text not null,
  role text not null check (role in ('filer', 'principal')),
  applicant_name text not null,
  applicant_post text not null,
  mobile bytea not null,
  created_at timestamptz not null default now(),
  submitted_at timestamptz,
  decided_at timestamptz,
  decided_by uuid references accounts,
  reason text,
  enterprise_id uuid,
  invitation_id uuid,
  primary key (unit_id, id)
);
create index registrations_waiting on registrations (unit_id, id) where state = 'pending';
create index registrations_by_code on registrations (unit_id, credit_code);
create table registration_scans (
  unit_id uuid not null,
  registration_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('licence', 'authorisation')),
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  added_at timestamptz not null default now(),
  primary key (unit_id, registration_id, id),
  foreign key (unit_id, registration_id) references registrations (unit_id, id) on delete cascade
);
alter table registrations enable row level security;
-- Whoever asks may begin; what was begun is reached by receipt and ticket, through the functions below.
create policy begin on registrations for insert with check (state = 'draft' and decided_at is null);
create policy own on registrations for select
  using (unit_id = app_unit() and state <> 'draft' and app_role() <> 'industry-officer');
create policy decide on registrations for update
  using (unit_id = app_unit() and state <> 'draft' and app_role() <> 'industry-officer');
alter table registration_scans enable row level security;
create policy own on registration_scans for select using (unit_id = app_unit() and app_role() <> 'industry-officer');
grant select, insert, update on registrations to opencqo_app;
grant select on registration_scans to opencqo_app;

create function registration_by_receipt(p_receipt text) returns table (
  id uuid, unit_id uuid, unit_name text, code_hash text, ticket_hash bytea, state text, credit_code text, name text,
  submitted_at timestamptz, decided_at timestamptz, reason text, scans int
) language sql stable security definer set search_path = public as $$
  select r.id, r.unit_id, u.name, r.code_hash, r.ticket_hash, r.state, r.credit_code, r.name, r.submitted_at, r.decided_at, r.reason,
         (select count(*)::int from registration_scans s where s.unit_id = r.unit_id and s.registration_id = r.id)
    from registrations r join org_units u on u.id = r.unit_id where r.receipt_no = p_receipt
$$;

create function is_registration_draft(p_ticket bytea) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select 1 from registrations r where r.ticket_hash = p_ticket and r.state = 'draft'
    and (select count(*) from registration_scans s where s.unit_id = r.unit_id and s.registration_id = r.id) < 3)
$$;
create index registrations_by_ticket on registrations (ticket_hash) where state = 'draft';

-- False when the draft has been handed in meanwhile, or has its three scans already.
create function add_registration_scan(p_ticket bytea, p_id uuid, p_kind text, p_name text, p_media_type text, p_size bigint, p_sha256 bytea)
returns boolean language plpgsql security definer set search_path = public as $$
declare r registrations;
begin
  select * into r from registrations where ticket_hash = p_ticket and state = 'draft' for update;
  if not found or (select count(*) from registration_scans s where s.unit_id = r.unit_id and s.registration_id = r.id) >= 3 then
    return false;
  end if;
  insert into registration_scans (unit_id, registration_id, id, kind, name, media_type, size, sha256)
    values (r.unit_id, r.id, p_id, p_kind, p_name, p_media_type, p_size, p_sha256);
  return true;
end $$;

-- Hands the draft in and tells the unit. False when it was handed in before.
create function submit_registration(p_ticket bytea, p_notice uuid, p_title text, p_body text) returns boolean
language plpgsql security definer set search_path = public as $$
declare r registrations;
begin
  update registrations set state = 'pending', submitted_at = now() where ticket_hash = p_ticket and state = 'draft' returning * into r;
  if not found then return false; end if;
  insert into notices (id, unit_id, kind, title, body, link)
    values (p_notice, r.unit_id, 'registration', p_title, p_body, '/registrations/' || r.id);
  return true;
end $$;

-- Drafts that nobody handed in.
create function purge_registrations(p_before timestamptz, p_limit int) returns int
language plpgsql security definer set search_path = public as $$
declare n int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only for jobs'; end if;
  delete from registrations where (unit_id, id) in (
    select unit_id, id from registrations where state = 'draft' and created_at < p_before limit p_limit);
  get diagnostics n = row_count;
  return n;
end $$;

-- Scans of registrations are files that a row names, too.
create or replace function named_files(p_ids uuid[]) returns setof uuid
language sql stable security definer set search_path = public as $$
  select id from files where id = any(p_ids) and app_kind() = 'system'
  union select id from registration_scans where id = any(p_ids) and app_kind() = 'system'
$$;
create index registration_scans_by_id on registration_scans (id);

revoke execute on function registration_by_receipt, is_registration_draft, add_registration_scan, submit_registration, purge_registrations from public;
grant execute on function registration_by_receipt, is_registration_draft, add_registration_scan, submit_registration, purge_registrations to opencqo_app;
