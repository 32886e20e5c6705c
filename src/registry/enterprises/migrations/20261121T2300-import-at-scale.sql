-- Rows of an import stand in columns of their own, as they will be written: a million of them is one statement, not a million
-- documents to take apart.
alter table import_rows
  add column name text not null default '',
  add column credit_code text not null default '',
  add column credit_code_warning boolean,
  add column code_kind text,
  add column address text,
  add column registered_on date,
  add column type_text text,
  add column type_code text,
  add column business_scope text,
  add column products text,
  add column industry_code text,
  add column declared_size text,
  add column computed_size text,
  -- Figures of another year than the directory's: they replace all of its figures.
  add column new_year boolean,
  add column employees int,
  add column revenue_wan bigint,
  add column assets_wan bigint,
  add column figures_year int,
  add column search_words text,
  add column name_key text,
  add column name_areas text,
  -- The unit found by address and code.
  add column place_id uuid,
  add column code_reason text,
  add column code_reason_by text,
  add column code_reason_at timestamptz;
update import_rows set name = coalesce(record->>'name', ''), credit_code = coalesce(record->>'creditCode', ''),
  credit_code_warning = (record->>'creditCodeWarning')::boolean, code_kind = coalesce(record->>'codeKind', 'credit-code'),
  address = record->>'address', registered_on = (record->>'registeredOn')::date, type_text = record->>'typeText',
  type_code = record->>'typeCode', business_scope = record->>'businessScope', products = record->>'products',
  industry_code = record->>'industryCode', declared_size = record->>'size', computed_size = record->>'computedSize',
  new_year = (record->>'newYear')::boolean, employees = (record->>'employees')::int,
  revenue_wan = (record->>'revenueWan')::bigint, assets_wan = (record->>'assetsWan')::bigint,
  figures_year = (record->>'figuresYear')::int, search_words = record->>'searchWords', name_key = record->>'nameKey',
  name_areas = record->>'nameAreas', place_id = (record->>'unitId')::uuid, code_reason = record->>'codeReason',
  code_reason_by = record->>'codeReasonBy', code_reason_at = (record->>'codeReasonAt')::timestamptz;
-- The dry run gives a row the id under which it will be added.
update import_rows set enterprise_id = gen_random_uuid() where enterprise_id is null and outcome in ('add', 'doubtful');
alter table import_rows drop column record;
create index import_rows_applied on import_rows (unit_id, import_id, enterprise_id) where applied;

-- A large import is taken back by a job.
alter table imports drop constraint imports_status_check;
alter table imports add constraint imports_status_check check (
  status in ('uploaded', 'checking', 'checked', 'applying', 'applied', 'cancelled', 'failed', 'undoing', 'undone'));

-- Who looks after an enterprise is kept once for a statement, not once for a row.
create function follow_new_enterprises() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into tenants select id, unit_id from added
    on conflict (enterprise_id) do update set unit_id = excluded.unit_id where tenants.unit_id <> excluded.unit_id;
  return null;
end $$;
create function forget_gone_enterprises() returns trigger language plpgsql security definer set search_path = public as $$
begin
  delete from tenants t using gone where t.enterprise_id = gone.id;
  return null;
end $$;
drop trigger tenant on enterprises;
create trigger tenant after update of unit_id on enterprises for each row execute function follow_responsible_unit();
create trigger tenants_of_new after insert on enterprises referencing new table as added
  for each statement execute function follow_new_enterprises();
create trigger tenants_of_gone after delete on enterprises referencing old table as gone
  for each statement execute function forget_gone_enterprises();

-- An enterprise that goes is looked for where others may name it; without these each look reads the whole table.
create index enterprises_merged_into on enterprises (merged_into) where merged_into is not null;
create index enterprise_state_events_merged_into on enterprise_state_events (merged_into) where merged_into is not null;

-- New names are first kept in a heap beside the index of words; this puts them into their places. For the system alone.
create function settle_search_index() returns void language plpgsql security definer set search_path = public as $$
begin
  if app_kind() is distinct from 'system' then raise exception 'only the system settles the index'; end if;
  perform gin_clean_pending_list('enterprises_by_words');
end $$;
revoke execute on function settle_search_index() from public;
grant execute on function settle_search_index() to opencqo_app;
