-- Who asks, as row-level security sees it; set by SET LOCAL at the start of each transaction.
create function app_setting(name text) returns text language sql stable parallel safe
  return nullif(current_setting('opencqo.' || name, true), '');
create function app_kind() returns text language sql stable parallel safe return app_setting('kind');
create function app_role() returns text language sql stable parallel safe return app_setting('role');
create function app_account() returns uuid language sql stable parallel safe return app_setting('account')::uuid;
create function app_enterprise() returns uuid language sql stable parallel safe return app_setting('enterprise')::uuid;
create function app_unit() returns uuid language sql stable parallel safe return app_setting('unit')::uuid;

-- Which units a unit sees: itself and those below (covers 'all'); an industry bureau sees the enterprises, not the
-- people, of the units it works with (covers 'enterprises'). Kept by the org-units capability.
create table unit_scope (
  viewer_id uuid not null,
  unit_id uuid not null,
  covers text not null check (covers in ('all', 'enterprises')),
  primary key (viewer_id, unit_id)
);

-- The unit responsible for each enterprise today; the history is in enterprise_unit_events.
create table tenants (
  enterprise_id uuid primary key,
  unit_id uuid not null
);
create index tenants_by_unit on tenants (unit_id, enterprise_id);

-- True when the asker may see what belongs to this enterprise. p_covers: 'all' for people and papers, 'enterprises' for the directory.
create function may_see_enterprise(p_enterprise uuid, p_covers text default 'all') returns boolean
language sql stable security definer set search_path = public as $$
  select p_enterprise = app_enterprise() or exists (
    select 1 from tenants t join unit_scope s on s.unit_id = t.unit_id and s.viewer_id = app_unit()
     where t.enterprise_id = p_enterprise and (s.covers = 'all' or p_covers = 'enterprises'))
$$;

alter table tenants enable row level security;
create policy see on tenants for select using (may_see_enterprise(enterprise_id, 'enterprises'));

-- The audit trail: one hash chain per enterprise, per unit, and one for the platform itself (all-zero id).
create table audit_entries (
  chain_id uuid not null,
  seq bigint not null,
  chain_kind text not null check (chain_kind in ('enterprise', 'unit', 'platform')),
  at timestamptz not null,
  account_id uuid,
  role text not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  details text not null,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (chain_id, seq)
);
create table audit_heads (chain_id uuid primary key, seq bigint not null, hash bytea not null);

-- Numbers and links the entry. Runs as the owner, because the application may not touch the heads.
create function link_audit_entry() returns trigger language plpgsql security definer set search_path = public as $$
declare head record;
begin
  insert into audit_heads values (new.chain_id, 0, '\x') on conflict do nothing;
  select seq, hash into head from audit_heads where chain_id = new.chain_id for update;
  new.seq := head.seq + 1;
  new.at := date_trunc('milliseconds', clock_timestamp());
  new.prev_hash := head.hash;
  new.hash := sha256(head.hash || convert_to(concat_ws(E'\x1f', new.chain_id, new.seq, new.chain_kind,
    to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), coalesce(new.account_id::text, ''), new.role,
    new.action, new.subject_type, new.subject_id, new.details), 'UTF8'));
  update audit_heads set seq = new.seq, hash = new.hash where chain_id = new.chain_id;
  return new;
end $$;
create trigger link before insert on audit_entries for each row execute function link_audit_entry();

alter table audit_entries enable row level security;
create policy append on audit_entries for insert with check (true);
create policy see on audit_entries for select using (
  (chain_kind = 'enterprise' and may_see_enterprise(chain_id))
  or (chain_kind = 'unit' and chain_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit()))
  or app_role() = 'audit-admin');

create table idempotency_keys (
  account_id uuid not null,
  key text not null check (length(key) between 8 and 200),
  operation text not null,
  request_hash bytea not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (account_id, key)
);
alter table idempotency_keys enable row level security;
create policy own on idempotency_keys for all using (account_id = app_account()) with check (account_id = app_account());

grant select, insert on audit_entries to opencqo_app;
grant select on unit_scope to opencqo_app;
-- Written only by the trigger that follows enterprises.
grant select on tenants to opencqo_app;
grant select, insert, update, delete on idempotency_keys to opencqo_app;
