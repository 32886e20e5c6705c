create table org_units (
  id uuid primary key,
  parent_id uuid references org_units,
  name text not null,
  short_name text not null,
  line text not null check (line in ('market-regulation', 'industry')),
  level text not null check (level in ('nation', 'province', 'city', 'county')),
  kind text not null check (kind in ('bureau', 'branch', 'zone')),
  area_code text,
  numbering_code text not null unique,
  functions text[] not null default '{}',
  address_words text[] not null default '{}',
  serves uuid[] not null default '{}',
  position int not null default 0,
  valid_from date not null default '2000-01-01',
  valid_to date
);
create index org_units_by_parent on org_units (parent_id);

create function rebuild_unit_scope() returns trigger language plpgsql security definer set search_path = public as $$
begin
  delete from unit_scope;
  insert into unit_scope (viewer_id, unit_id, covers)
  with recursive below as (
    select id as viewer_id, id as unit_id from org_units
    union select b.viewer_id, u.id from below b join org_units u on u.parent_id = b.unit_id
  )
  select viewer_id, unit_id, 'all' from below;
  insert into unit_scope (viewer_id, unit_id, covers)
  select distinct s.viewer_id, served, 'enterprises'
    from unit_scope s join org_units u on u.id = s.unit_id cross join unnest(u.serves) as served
   where s.covers = 'all'
  on conflict do nothing;
  return null;
end $$;
create trigger scope after insert or update or delete on org_units for each statement execute function rebuild_unit_scope();

alter table org_units enable row level security;
create policy see on org_units for select using (true);
create policy write on org_units for all using (app_role() = 'system-admin') with check (app_role() = 'system-admin');
grant select, insert, update on org_units to opencqo_app;
