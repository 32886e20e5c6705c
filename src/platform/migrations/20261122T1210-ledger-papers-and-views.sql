-- Papers of records: added, never taken away. What stands here of a file stays as it was when it was added.
create table ledger_attachments (
  enterprise_id uuid not null,
  id uuid not null,
  ledger text not null,
  record_id uuid not null,
  file_id uuid not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  account_id uuid,
  by_name text not null,
  at timestamptz not null,
  primary key (enterprise_id, id),
  unique (enterprise_id, record_id, file_id),
  foreign key (enterprise_id, file_id) references files
);
call guard_ledger('ledger_attachments');
revoke update, delete on ledger_attachments from opencqo_app;

-- How a person likes to look at a list: filters and order under a name, one's own alone.
create table list_views (
  enterprise_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  list text not null,
  name text not null,
  -- As in the address of the list: state=retired&sort=dueOn
  query text not null,
  saved_at timestamptz not null,
  primary key (enterprise_id, id),
  unique (enterprise_id, account_id, list, name)
);
call guard_ledger('list_views');
drop policy own on list_views;
create policy own on list_views for all using (enterprise_id = app_enterprise() and account_id = app_account())
  with check (enterprise_id = app_enterprise() and account_id = app_account());

-- Each occasion of a record's day is told once; -1: it is past.
create table ledger_reminders (
  enterprise_id uuid not null,
  record_id uuid not null,
  due_on date not null,
  days int not null,
  at timestamptz not null,
  primary key (enterprise_id, record_id, due_on, days)
);
call guard_ledger('ledger_reminders');

-- Which enterprises have records in use whose day comes until then: for the job that reminds each of them for itself.
create function ledger_due_enterprises(p_table regclass, p_column text, p_until date) returns setof uuid
language plpgsql stable security definer set search_path = public as $$
begin
  if app_kind() is distinct from 'system' then return; end if;
  return query execute format(
    'select distinct enterprise_id from %s where retired_on is null and %I <= $1', p_table, p_column) using p_until;
end $$;
revoke execute on function ledger_due_enterprises(regclass, text, date) from public;
grant execute on function ledger_due_enterprises(regclass, text, date) to opencqo_app;
