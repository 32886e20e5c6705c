create table enterprises (
  id uuid primary key,
  version int not null default 1,
  credit_code text not null unique,
  credit_code_warning boolean not null default false,
  name text not null,
  unit_id uuid not null references org_units,
  area_code text,
  address text not null default '',
  registered_on date,
  type_text text not null default '',
  type_code text,
  industry_code text,
  size text check (size in ('大型', '中型', '小型', '微型')),
  declared_above_scale boolean,
  employees int check (employees >= 0),
  revenue_wan bigint check (revenue_wan >= 0),
  assets_wan bigint check (assets_wan >= 0),
  business_scope text not null default '',
  products text not null default '',
  import_id uuid,
  created_at timestamptz not null default now()
);
create index enterprises_by_unit on enterprises (unit_id, id);
create index enterprises_by_import on enterprises (import_id) where import_id is not null;

-- Which unit is responsible, from when (effective) and since when we know it (recorded). Append only.
create table enterprise_unit_events (
  enterprise_id uuid not null references enterprises on delete cascade,
  id uuid not null,
  unit_id uuid not null references org_units,
  effective_on date not null,
  recorded_at timestamptz not null default now(),
  reason text not null,
  primary key (enterprise_id, id)
);

create function follow_responsible_unit() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_op = 'DELETE' then
    delete from tenants where enterprise_id = old.id;
    return old;
  end if;
  insert into tenants values (new.id, new.unit_id)
    on conflict (enterprise_id) do update set unit_id = excluded.unit_id where tenants.unit_id <> excluded.unit_id;
  return new;
end $$;
create trigger tenant after insert or update of unit_id or delete on enterprises
  for each row execute function follow_responsible_unit();

alter table enterprises enable row level security;
create policy see on enterprises for select using (
  id = app_enterprise() or unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit()));
create policy add on enterprises for insert with check (
  unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
create policy change on enterprises for update using (
  id = app_enterprise() or unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
create policy undo on enterprises for delete using (
  import_id is not null and unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
alter table enterprise_unit_events enable row level security;
create policy see on enterprise_unit_events for select using (may_see_enterprise(enterprise_id, 'enterprises'));
-- By the unit and not by the enterprise: an import writes both in one statement.
create policy add on enterprise_unit_events for insert with check (
  unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
grant select, insert, update, delete on enterprises to opencqo_app;
grant select, insert on enterprise_unit_events to opencqo_app;

-- An import: the file as it came, what was found on the dry run, and what was done.
create table imports (
  unit_id uuid not null references org_units,
  id uuid not null,
  version int not null default 1,
  kind text not null,
  status text not null check (status in ('uploaded', 'checking', 'checked', 'applying', 'applied', 'cancelled', 'failed', 'undone')),
  file_name text not null,
  stored_as text not null,
  sha256 bytea not null,
  size bigint not null,
  mapping jsonb,
  problem text,
  rows_read int not null default 0,
  rows_total int,
  added int not null default 0,
  changed int not null default 0,
  unchanged int not null default 0,
  doubtful int not null default 0,
  rejected int not null default 0,
  cancel_wanted boolean not null default false,
  started_by uuid not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (unit_id, id)
);
create table import_rows (
  unit_id uuid not null,
  import_id uuid not null,
  line int not null,
  outcome text not null check (outcome in ('add', 'change', 'same', 'doubtful', 'reject')),
  message text not null default '',
  record jsonb,
  before jsonb,
  candidates jsonb,
  decision text,
  enterprise_id uuid,
  applied boolean not null default false,
  primary key (unit_id, import_id, line),
  foreign key (unit_id, import_id) references imports (unit_id, id) on delete cascade
);
create index import_rows_doubtful on import_rows (unit_id, import_id, line) where outcome = 'doubtful';
alter table imports enable row level security;
create policy own on imports for all using (unit_id = app_unit()) with check (unit_id = app_unit());
alter table import_rows enable row level security;
create policy own on import_rows for all using (unit_id = app_unit()) with check (unit_id = app_unit());
grant select, insert, update on imports to opencqo_app;
grant select, insert, update, delete on import_rows to opencqo_app;
