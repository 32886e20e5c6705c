-- Numbers of records of one enterprise, one series a kind and year; no row is ever taken back.
create table record_numbers (
  enterprise_id uuid not null,
  series text not null,
  year int not null,
  last int not null,
  primary key (enterprise_id, series, year)
);
call guard_ledger('record_numbers');
revoke delete on record_numbers from opencqo_app;
