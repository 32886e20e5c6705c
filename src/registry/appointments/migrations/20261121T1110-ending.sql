-- The end of a time in office before its term is over, or after a term without one (解聘、离职、调离 …): the last day, why, and proof.
alter table appointments
  add column ended_on date,
  add column end_reason text,
  -- As the list said it then.
  add column end_reason_text text,
  add column end_note text,
  add column end_scan_id uuid,
  add column ended_at timestamptz,
  add foreign key (enterprise_id, end_scan_id) references files (enterprise_id, id),
  add check ((status = 'ended') = (ended_on is not null)),
  add check ((ended_on is null) = (end_reason is null)),
  add check (ended_on is null or ended_on >= term_from);

-- 一企一官: nobody's days in office overlap another's, those of the past included.
alter table appointments drop constraint appointments_enterprise_id_daterange_excl;
alter table appointments add constraint one_in_office exclude using gist (
  enterprise_id with =, daterange(term_from, coalesce(ended_on, term_to), '[]') with &&) where (status in ('issued', 'ended'));
