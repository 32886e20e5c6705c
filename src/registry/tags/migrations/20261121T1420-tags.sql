-- Free labels of a unit on enterprises; they say nothing to anybody else.
create table tags (
  unit_id uuid not null references org_units,
  id uuid not null,
  name text not null,
  tone text not null check (tone in ('blue', 'green', 'gold', 'red', 'purple', 'cyan', 'grey')),
  created_at timestamptz not null default now(),
  primary key (unit_id, id),
  unique (unit_id, name)
);
create table enterprise_tags (
  enterprise_id uuid not null references enterprises on delete cascade,
  unit_id uuid not null,
  tag_id uuid not null,
  added_at timestamptz not null default now(),
  primary key (enterprise_id, unit_id, tag_id),
  foreign key (unit_id, tag_id) references tags (unit_id, id) on delete cascade
);
create index enterprise_tags_of on enterprise_tags (unit_id, tag_id, enterprise_id);
alter table tags enable row level security;
create policy own on tags for all using (unit_id = app_unit()) with check (unit_id = app_unit());
alter table enterprise_tags enable row level security;
create policy own on enterprise_tags for all
  using (unit_id = app_unit())
  with check (unit_id = app_unit() and may_see_enterprise(enterprise_id, 'enterprises'));
grant select, insert, update, delete on tags to opencqo_app;
grant select, insert, delete on enterprise_tags to opencqo_app;
