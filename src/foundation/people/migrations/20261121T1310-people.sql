-- Who looks after the people of a unit and of those below it; the end of a role says when, why and by whom.
alter table grants
  add column in_charge boolean not null default false check (not in_charge or unit_id is not null),
  add column ended_reason text,
  add column ended_by uuid references accounts;
create index grants_by_unit on grants (unit_id) where unit_id is not null;
alter table accounts add column disabled_reason text;

create function grant_holds(p_from timestamptz, p_to timestamptz) returns boolean language sql stable
  return p_from <= now() and (p_to is null or p_to > now());

-- True when the asker gives and ends this role: the system administrator for administrators and units, an officer in charge
-- for the own unit and those below, officers of the responsible unit for the enterprise, its principal for 经办人 and 首席质量官.
create function may_manage_role(p_role text, p_enterprise uuid, p_unit uuid) returns boolean
language sql stable security definer set search_path = public as $$
  select coalesce(case
    when app_role() = 'system-admin' then p_enterprise is null
    when app_kind() = 'unit' and p_unit is not null then
      exists (select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = p_unit and s.covers = 'all')
      and exists (select 1 from grants g where g.account_id = app_account() and g.unit_id = app_unit() and g.role = app_role()
                   and g.in_charge and grant_holds(g.valid_from, g.valid_to))
    when app_kind() = 'unit' and app_role() <> 'industry-officer' and p_enterprise is not null then
      p_role in ('filer', 'principal')
      and exists (select 1 from tenants t where t.enterprise_id = p_enterprise and t.unit_id = app_unit())
    when app_role() = 'principal' then p_enterprise = app_enterprise() and p_role in ('filer', 'cqo')
    else false end, false)
$$;

-- A reset opens the whole account: whoever gives it must be responsible for every role the person holds.
create function may_reset_account(p_account uuid) returns boolean
language sql stable security definer set search_path = public as $$
  select case
    when p_account = app_account() then false
    when app_role() = 'security-admin' then true
    when app_role() = 'system-admin' then false
    else exists (select 1 from grants g where g.account_id = p_account and grant_holds(g.valid_from, g.valid_to))
     and not exists (select 1 from grants g where g.account_id = p_account and grant_holds(g.valid_from, g.valid_to)
                      and not may_manage_role(g.role, g.enterprise_id, g.unit_id)) end
$$;

create policy oversee on grants for select using (app_kind() = 'unit' and (
  unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all')
  or (enterprise_id is not null and may_see_enterprise(enterprise_id))));
create policy review on grants for select using (app_role() in ('security-admin', 'audit-admin'));
create policy finish on grants for update using (may_manage_role(role, enterprise_id, unit_id));
-- Whose role one sees, his name too.
drop policy colleagues on accounts;
create policy colleagues on accounts for select using (exists (select 1 from grants g where g.account_id = accounts.id));
create policy review on accounts for select using (app_role() in ('security-admin', 'audit-admin'));

-- Accounts are made by who signs in first and by the administrator; what changes afterwards goes through functions.
drop policy administer on accounts;
create policy administer on accounts for select using (app_role() = 'system-admin');
create policy make on accounts for insert with check (app_role() = 'system-admin');
revoke update on accounts from opencqo_app;

create table invitations (
  id uuid primary key,
  token_hash bytea not null unique,
  role text not null,
  enterprise_id uuid,
  unit_id uuid references org_units,
  in_charge boolean not null default false check (not in_charge or unit_id is not null),
  name text not null,
  invited_by uuid not null references accounts,
  invited_as text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references accounts,
  revoked_at timestamptz,
  check ((role in ('filer', 'principal', 'cqo')) = (enterprise_id is not null)),
  check ((role in ('county-officer', 'city-officer', 'province-officer', 'industry-officer')) = (unit_id is not null))
);
create index invitations_by_enterprise on invitations (enterprise_id) where enterprise_id is not null;
create index invitations_by_unit on invitations (unit_id) where unit_id is not null;
alter table invitations enable row level security;
create policy manage on invitations for select using (may_manage_role(role, enterprise_id, unit_id));
create policy review on invitations for select using (app_role() in ('security-admin', 'audit-admin'));
create policy invite on invitations for insert
  with check (invited_by = app_account() and may_manage_role(role, enterprise_id, unit_id));
create policy revoke on invitations for update using (may_manage_role(role, enterprise_id, unit_id));
grant select, insert, update on invitations to opencqo_app;

create function invitation_by_token(p_hash bytea) returns table (
  id uuid, role text, enterprise_id uuid, unit_id uuid, place text, in_charge boolean, name text, inviter text,
  expires_at timestamptz, state text
) language sql stable security definer set search_path = public as $$
  select i.id, i.role, i.enterprise_id, i.unit_id, grant_place(i.enterprise_id, i.unit_id), i.in_charge, i.name, a.name, i.expires_at,
         case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
              when i.expires_at <= now() then 'expired' else 'open' end
    from invitations i join accounts a on a.id = i.invited_by where i.token_hash = p_hash
$$;

-- Gives the role of an invitation, once. The account is the asker's own, or one made in this transaction by a visitor.
create function accept_invitation(p_hash bytea, p_account uuid, p_grant uuid) returns text
language plpgsql security definer set search_path = public as $$
declare i invitations;
begin
  if app_kind() is distinct from 'sign-in' and p_account is distinct from app_account() then raise exception 'not the own account'; end if;
  select * into i from invitations where token_hash = p_hash for update;
  if not found then return 'unknown'; end if;
  if i.accepted_at is not null then return 'accepted'; end if;
  if i.revoked_at is not null then return 'revoked'; end if;
  if i.expires_at <= now() then return 'expired'; end if;
  if exists (select 1 from grants g where g.account_id = p_account and grant_holds(g.valid_from, g.valid_to) and g.role = i.role
              and g.enterprise_id is not distinct from i.enterprise_id and g.unit_id is not distinct from i.unit_id) then
    return 'held';
  end if;
  -- GB/T 22239 管理用户权限分离: the three administrators are three people.
  if i.role in ('system-admin', 'security-admin', 'audit-admin')
     and exists (select 1 from grants g where g.account_id = p_account and grant_holds(g.valid_from, g.valid_to)
                  and g.role in ('system-admin', 'security-admin', 'audit-admin')) then
    return 'administrators-apart';
  end if;
  insert into grants (id, account_id, role, enterprise_id, unit_id, in_charge)
    values (p_grant, p_account, i.role, i.enterprise_id, i.unit_id, i.in_charge);
  update invitations set accepted_at = now(), accepted_by = p_account where id = i.id;
  return 'open';
end $$;

create table password_resets (
  id uuid primary key,
  account_id uuid not null references accounts,
  token_hash bytea not null unique,
  issued_by uuid not null references accounts,
  issued_as text not null,
  reason text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  voided_at timestamptz
);
create index password_resets_by_account on password_resets (account_id);
alter table password_resets enable row level security;
create policy own on password_resets for select using (issued_by = app_account() or account_id = app_account());
create policy review on password_resets for select using (app_role() in ('security-admin', 'audit-admin'));
create policy issue on password_resets for insert with check (issued_by = app_account() and may_reset_account(account_id));
grant select, insert on password_resets to opencqo_app;

-- Only the last link of an account works, whoever gave the earlier ones.
create function void_earlier_resets() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update password_resets set voided_at = now() where account_id = new.account_id and used_at is null and voided_at is null;
  return new;
end $$;
create trigger earlier before insert on password_resets for each row execute function void_earlier_resets();

create function reset_by_token(p_hash bytea) returns table (account_id uuid, login text, name text, expires_at timestamptz, state text)
language sql stable security definer set search_path = public as $$
  select a.id, a.login, a.name, r.expires_at,
         case when r.used_at is not null then 'used' when r.voided_at is not null then 'voided'
              when r.expires_at <= now() or a.disabled_at is not null then 'expired' else 'open' end
    from password_resets r join accounts a on a.id = r.account_id where r.token_hash = p_hash
$$;

-- Sets the new password, once; every session and token of the account ends, every other open link too.
create function complete_reset(p_hash bytea, p_password_hash text) returns text
language plpgsql security definer set search_path = public as $$
declare r password_resets; state text;
begin
  if app_kind() is distinct from 'sign-in' then raise exception 'only before signing in'; end if;
  select * into r from password_resets where token_hash = p_hash for update;
  select t.state into state from reset_by_token(p_hash) t;
  if state is distinct from 'open' then return coalesce(state, 'unknown'); end if;
  update accounts set password_hash = p_password_hash where id = r.account_id;
  update sessions set ended_at = now() where account_id = r.account_id and ended_at is null;
  update password_resets set used_at = now() where id = r.id;
  update password_resets set voided_at = now() where account_id = r.account_id and used_at is null and voided_at is null;
  return 'open';
end $$;

-- The security administrator stops an account and lets it go on again; a stopped account has no session.
create function set_account_disabled(p_account uuid, p_reason text) returns boolean
language plpgsql security definer set search_path = public as $$
begin
  if app_role() is distinct from 'security-admin' or p_account = app_account() then raise exception 'not for this role'; end if;
  update accounts set disabled_at = case when p_reason is null then null else now() end, disabled_reason = p_reason
   where id = p_account and (disabled_at is null) = (p_reason is not null);
  if not found then return false; end if;
  if p_reason is not null then
    update sessions set ended_at = now() where account_id = p_account and ended_at is null;
    update password_resets set voided_at = now() where account_id = p_account and used_at is null and voided_at is null;
  end if;
  return true;
end $$;

-- The link on the console that makes the first administrator; touched through these functions alone.
create table first_links (
  id uuid primary key,
  token_hash bytea not null unique,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  replaced_at timestamptz
);
alter table first_links enable row level security;

create function has_administrator() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from grants g join accounts a on a.id = g.account_id
                  where g.role = 'system-admin' and grant_holds(g.valid_from, g.valid_to) and a.disabled_at is null)
$$;

-- False when there is an administrator. Of two starts at once the later one's link holds.
create function make_first_link(p_id uuid, p_hash bytea, p_expires timestamptz) returns boolean
language plpgsql security definer set search_path = public as $$
begin
  if app_kind() is distinct from 'system' then raise exception 'only at the start'; end if;
  perform pg_advisory_xact_lock(7031002);
  if has_administrator() then return false; end if;
  update first_links set replaced_at = now() where used_at is null and replaced_at is null;
  insert into first_links (id, token_hash, expires_at) values (p_id, p_hash, p_expires);
  return true;
end $$;

create function first_link_state(p_hash bytea) returns text language sql stable security definer set search_path = public as $$
  select coalesce((select case when used_at is not null then 'used' when has_administrator() then 'not-needed'
                               when replaced_at is not null then 'replaced' when expires_at <= now() then 'expired' else 'open' end
                     from first_links where token_hash = p_hash), 'unknown')
$$;

create function use_first_link(p_hash bytea, p_account uuid, p_grant uuid) returns text
language plpgsql security definer set search_path = public as $$
declare state text;
begin
  if app_kind() is distinct from 'sign-in' then raise exception 'only before signing in'; end if;
  perform pg_advisory_xact_lock(7031002);
  state := first_link_state(p_hash);
  if state <> 'open' then return state; end if;
  insert into grants (id, account_id, role) values (p_grant, p_account, 'system-admin');
  update first_links set used_at = now() where token_hash = p_hash;
  return 'open';
end $$;

-- The administrators' menus: told of what concerns a unit or enterprise.
create policy post_administrators on notices for insert with check (app_kind() = 'admin');

revoke execute on function void_earlier_resets, may_manage_role, may_reset_account, invitation_by_token, accept_invitation, reset_by_token,
  complete_reset, set_account_disabled, has_administrator, make_first_link, first_link_state, use_first_link from public;
grant execute on function may_manage_role, may_reset_account, invitation_by_token, accept_invitation, reset_by_token,
  complete_reset, set_account_disabled, make_first_link, first_link_state, use_first_link to opencqo_app;
