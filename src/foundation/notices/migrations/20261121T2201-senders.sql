-- Notices to administrators of one kind, beside those to an enterprise or a unit.
alter table notices add column admin_role text check (admin_role in ('system-admin', 'security-admin', 'audit-admin'));
alter table notices drop constraint notices_check;
alter table notices add constraint notices_to_one check (num_nonnulls(enterprise_id, unit_id, admin_role) = 1);
create index notices_by_admin on notices (admin_role, id desc) where admin_role is not null;
drop policy see on notices;
create policy see on notices for select using (enterprise_id = app_enterprise() or unit_id = app_unit()
  or (app_kind() = 'admin' and admin_role = app_role()));

-- How messages leave the house: one HTTP interface (SMS, 政务微信), one mail server. The secret part is sealed.
create table senders (
  channel text primary key check (channel in ('http', 'email')),
  version int not null default 1,
  enabled boolean not null,
  settings jsonb not null,
  secret_sealed bytea,
  changed_at timestamptz not null default now(),
  changed_by uuid not null,
  changed_name text not null
);
alter table senders enable row level security;
create policy keep on senders for all using (app_role() = 'system-admin') with check (app_role() = 'system-admin');
create policy send on senders for select using (app_kind() = 'system');
grant select, insert, update on senders to opencqo_app;

-- Where a person of a unit wants to be told; sealed. Without a row nothing is sent.
create table notice_contacts (
  account_id uuid primary key references accounts,
  version int not null default 1,
  mobile_sealed bytea,
  email_sealed bytea,
  by_http boolean not null default true,
  by_email boolean not null default true,
  changed_at timestamptz not null default now()
);
alter table notice_contacts enable row level security;
create policy own on notice_contacts for all using (account_id = app_account()) with check (account_id = app_account());
create policy send on notice_contacts for select using (app_kind() = 'system');
grant select, insert, update on notice_contacts to opencqo_app;

-- Per unit on or off; on where nothing is said.
create table unit_delivery (
  unit_id uuid primary key references org_units,
  version int not null default 1,
  by_http boolean not null,
  by_email boolean not null,
  changed_at timestamptz not null default now(),
  changed_by uuid not null
);
alter table unit_delivery enable row level security;
create policy own on unit_delivery for all using (unit_id = app_unit()) with check (unit_id = app_unit());
grant select, insert, update on unit_delivery to opencqo_app;

-- What is to leave, written in the deed's transaction. Holds who, not where: the address is opened when it is sent.
create table outbox (
  id uuid primary key,
  channel text not null references senders,
  account_id uuid not null references accounts,
  unit_id uuid not null references org_units,
  subject text not null,
  body text not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'dropped', 'dead')),
  tries int not null default 0,
  created_at timestamptz not null default now(),
  next_at timestamptz not null default now(),
  claimed_at timestamptz,
  finished_at timestamptz,
  last_error text not null default ''
);
create index outbox_due on outbox (next_at) where state in ('queued', 'sending');
create index outbox_newest on outbox (created_at desc, id desc);
alter table outbox enable row level security;
create policy send on outbox for all using (app_kind() = 'system') with check (app_kind() = 'system');
create policy look on outbox for select using (app_role() = 'system-admin');
create policy again on outbox for update using (app_role() = 'system-admin') with check (app_role() = 'system-admin');
grant select, update on outbox to opencqo_app;

-- One message per person of the unit and channel that is on, for whoever wants it. Runs as the owner: who tells does not
-- see the others' addresses.
create function queue_messages(p_unit uuid, p_subject text, p_body text) returns int
language plpgsql security definer set search_path = public as $$
declare made int;
begin
  if app_kind() not in ('unit', 'system', 'admin') then
    raise exception 'only units, administrators and jobs send messages';
  end if;
  insert into outbox (id, channel, account_id, unit_id, subject, body)
  select gen_random_uuid(), s.channel, g.account_id, p_unit, p_subject, p_body
    from (select distinct account_id from grants
           where unit_id = p_unit and valid_from <= now() and (valid_to is null or valid_to > now())) g
    join accounts a on a.id = g.account_id and a.disabled_at is null
    join notice_contacts c on c.account_id = g.account_id
    join senders s on s.enabled and ((s.channel = 'http' and c.mobile_sealed is not null and c.by_http)
                                  or (s.channel = 'email' and c.email_sealed is not null and c.by_email))
    left join unit_delivery d on d.unit_id = p_unit
   where coalesce(case s.channel when 'http' then d.by_http else d.by_email end, true);
  get diagnostics made = row_count;
  return made;
end $$;
revoke execute on function queue_messages from public;
grant execute on function queue_messages to opencqo_app;

-- The channels that are on, for everyone who may choose among them.
create function enabled_channels() returns setof text language sql stable security definer set search_path = public as
  $$ select channel from senders where enabled $$;
revoke execute on function enabled_channels from public;
grant execute on function enabled_channels to opencqo_app;
