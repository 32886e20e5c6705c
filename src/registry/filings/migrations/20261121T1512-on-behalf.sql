-- 代办: filled in by officers of the responsible unit from paper. on_behalf_accounts are all who have worked on it.
alter table filings
  add column on_behalf_unit_id uuid references org_units,
  add column on_behalf_name text,
  add column on_behalf_accounts uuid[] not null default '{}',
  add column four_eyes_reason text,
  add check ((on_behalf_unit_id is null) = (on_behalf_name is null)),
  -- Whoever filled it in registers it only with a recorded reason (a unit of one officer).
  add constraint four_eyes check (
    registered_by is null or not registered_by = any (on_behalf_accounts) or four_eyes_reason is not null),
  -- An officer cannot confirm in the principal's place: the stamped paper stands for him.
  add constraint confirmed_on_paper check (
    confirmed_by is null or not confirmed_by = any (on_behalf_accounts) or confirmation_scan_id is not null);
alter table filing_events add column on_behalf_unit_id uuid references org_units;
create index filings_on_behalf on filings (on_behalf_unit_id, status) where on_behalf_unit_id is not null;

drop policy see on filings;
create policy see on filings for select using (
  enterprise_id = app_enterprise()
  or (submitted_at is not null and unit_id in (
    select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'))
  or on_behalf_unit_id = app_unit());
drop policy start on filings;
create policy start on filings for insert with check (
  (enterprise_id = app_enterprise() and on_behalf_unit_id is null)
  or (on_behalf_unit_id = app_unit() and unit_id = app_unit() and status = 'draft' and responsible_for(enterprise_id)));
create policy change_on_behalf on filings for update
  using (on_behalf_unit_id = app_unit() and responsible_for(enterprise_id))
  with check (on_behalf_unit_id = app_unit());

create policy write_on_behalf on filing_scans for all
  using (exists (select 1 from filings f where f.enterprise_id = filing_scans.enterprise_id and f.id = filing_id
    and f.on_behalf_unit_id = app_unit()))
  with check (exists (select 1 from filings f where f.enterprise_id = filing_scans.enterprise_id and f.id = filing_id
    and f.on_behalf_unit_id = app_unit()));
create policy answer_on_behalf on filing_defects for update
  using (exists (select 1 from filings f where f.enterprise_id = filing_defects.enterprise_id and f.id = filing_id
    and f.on_behalf_unit_id = app_unit()));

create function keep_who_acted() returns trigger language plpgsql as $$
begin
  if new.on_behalf_unit_id is distinct from old.on_behalf_unit_id or not new.on_behalf_accounts @> old.on_behalf_accounts then
    raise exception 'who acted on behalf is kept as it is' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_who_acted before update on filings for each row execute function keep_who_acted();

-- How many people can register at a unit: whether somebody else is there to look.
create function officers_of_unit(p_unit uuid) returns int
language sql stable security definer set search_path = public as $$
  select count(distinct a.id)::int from grants g join accounts a on a.id = g.account_id
   where g.unit_id = p_unit and p_unit = app_unit() and g.role <> 'industry-officer' and a.disabled_at is null
     and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
$$;
revoke execute on function officers_of_unit from public;
grant execute on function officers_of_unit to opencqo_app;
