-- Packs as they were loaded, text and digest: a decision of years ago can be judged again by the same words.
create table rule_packs (
  id text not null,
  version int not null,
  hash text not null,
  title text not null,
  doc_no text not null,
  area_codes text[] not null,
  effective_from date not null,
  effective_to date,
  source text not null,
  loaded_at timestamptz not null default now(),
  primary key (id, version)
);
alter table rule_packs enable row level security;
create policy see on rule_packs for select using (true);
create policy load on rule_packs for insert with check (app_role() in ('system-admin', 'system'));
grant select, insert on rule_packs to opencqo_app;
