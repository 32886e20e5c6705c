-- Name of the enterprise or unit of a grant. plpgsql, because enterprises come with a later migration.
create function grant_place(p_enterprise uuid, p_unit uuid) returns text
language plpgsql stable security definer set search_path = public as $$
begin
  if p_enterprise is not null then return (select name from enterprises where id = p_enterprise); end if;
  if p_unit is not null then return (select name from org_units where id = p_unit); end if;
  return '';
end $$;

-- Failures by the keyed name that was typed, whether such an account exists or not: both lock alike.
create table sign_in_failures (
  login_digest bytea primary key,
  failures int not null,
  locked_until timestamptz,
  last_at timestamptz not null
);
alter table sign_in_failures enable row level security;
create policy signing_in on sign_in_failures for all using (app_kind() = 'sign-in') with check (app_kind() = 'sign-in');
grant select, insert, update, delete on sign_in_failures to opencqo_app;
alter table accounts drop column failures, drop column locked_until;

-- A person changes his own password and nothing else of his account.
create function set_own_password(p_account uuid, p_hash text) returns void
language plpgsql security definer set search_path = public as $$
begin
  if p_account is distinct from app_account() then raise exception 'not the own account'; end if;
  update accounts set password_hash = p_hash where id = p_account;
end $$;
