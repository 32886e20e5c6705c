-- A page of a unit's register comes in order out of an index, and its total out of the same index alone: row-level security
-- asks for the columns that are included.
create index filings_waiting on filings (unit_id, status, (coalesce(submitted_at, created_at)), id);
create index filings_register on filings (unit_id, status, registered_at, id)
  include (enterprise_id, submitted_at, on_behalf_unit_id);
drop index filings_queue;
