create table accounts (
  id uuid primary key,
  login text not null unique check (login = lower(login)),
  name text not null,
  password_hash text not null,
  failures int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
create table grants (
  id uuid primary key,
  account_id uuid not null references accounts,
  role text not null check (role in ('filer', 'principal', 'cqo', 'county-officer', 'city-officer', 'province-officer',
    'industry-officer', 'system-admin', 'security-admin', 'audit-admin')),
  enterprise_id uuid,
  unit_id uuid references org_units,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  check ((role in ('filer', 'principal', 'cqo')) = (enterprise_id is not null)),
  check ((role in ('county-officer', 'city-officer', 'province-officer', 'industry-officer')) = (unit_id is not null))
);
create index grants_by_account on grants (account_id);
create index grants_by_enterprise on grants (enterprise_id) where enterprise_id is not null;

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  kind text not null check (kind in ('cookie', 'token')),
  label text,
  account_id uuid not null references accounts,
  grant_id uuid not null references grants,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  idle_seconds int not null,
  ended_at timestamptz
);
create index sessions_by_account on sessions (account_id);

-- Who a token stands for, in one round trip and before any row-level security is set.
create function session_actor(p_hash bytea) returns table (
  session_id uuid, grant_id uuid, account_id uuid, name text, role text, enterprise_id uuid, unit_id uuid, unit_ids uuid[], stale boolean
) language sql stable security definer set search_path = public as $$
  select s.id, g.id, a.id, a.name, g.role, g.enterprise_id, g.unit_id,
         case when g.unit_id is null then '{}' else
           array(select c.unit_id from unit_scope c where c.viewer_id = g.unit_id) end,
         s.seen_at < now() - interval '1 minute'
    from sessions s join accounts a on a.id = s.account_id join grants g on g.id = s.grant_id
   where s.token_hash = p_hash and s.ended_at is null and s.expires_at > now()
     and s.seen_at > now() - make_interval(secs => s.idle_seconds)
     and a.disabled_at is null and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
$$;

alter table accounts enable row level security;
create policy own on accounts for select using (id = app_account());
create policy signing_in on accounts for all using (app_kind() = 'sign-in') with check (app_kind() = 'sign-in');
create policy administer on accounts for all using (app_role() = 'system-admin') with check (app_role() = 'system-admin');
create policy colleagues on accounts for select using (exists (
  select 1 from grants g where g.account_id = accounts.id
    and (g.enterprise_id = app_enterprise() or g.unit_id = app_unit())));
alter table grants enable row level security;
create policy own on grants for select using (account_id = app_account() or app_kind() = 'sign-in');
create policy colleagues on grants for select using (enterprise_id = app_enterprise() or unit_id = app_unit());
create policy administer on grants for all using (app_role() = 'system-admin') with check (app_role() = 'system-admin');
alter table sessions enable row level security;
create policy own on sessions for all using (account_id = app_account() or app_kind() = 'sign-in')
  with check (account_id = app_account() or app_kind() = 'sign-in');

-- The idle clock, at most once a minute and beside the deed's own transaction: a read writes nothing.
create function touch_session(p_hash bytea) returns void language sql security definer set search_path = public as $$
  update sessions set seen_at = now() where token_hash = p_hash and seen_at < now() - interval '1 minute'
$$;

grant select, insert, update on accounts, grants, sessions to opencqo_app;
