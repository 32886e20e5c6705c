-- Suspected duplicates are looked for among the enterprises of the asking units, so the unit leads; and the 主体标识 is a column,
-- because under row-level security an expression in a condition keeps its index from being used.
alter table enterprises add column organisation_code text
  generated always as (case when length(credit_code) = 18 then substr(credit_code, 9, 9) end) stored;
drop index enterprises_by_name_key;
drop index enterprises_by_organisation;
create index enterprises_by_unit_key on enterprises (unit_id, name_key) where ended_on is null;
create index enterprises_by_unit_organisation on enterprises (unit_id, organisation_code) where ended_on is null;
