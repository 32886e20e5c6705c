-- Packs that rest on others, drafts, and who loaded what.
alter table rule_packs
  add column parent_id text,
  add column draft boolean not null default false,
  add column loaded_by uuid,
  add column loaded_by_name text;
comment on column rule_packs.hash is 'SHA-256 of the content of this pack alone; a verdict keeps the hash over the whole chain';
