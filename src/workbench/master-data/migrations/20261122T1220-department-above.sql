-- 上级部门: a department of a department; never round to itself, which the ledger sees to.
alter table departments add column above uuid;
alter table departments add foreign key (enterprise_id, above) references departments;
