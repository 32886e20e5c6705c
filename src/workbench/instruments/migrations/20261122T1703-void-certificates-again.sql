-- A certificate that was voided because something in it was wrong is recorded again, with the same number and day.
do $$
begin
  execute (select format('alter table instrument_certificates drop constraint %I', conname) from pg_constraint
            where conrelid = 'instrument_certificates'::regclass and contype = 'u');
end $$;
create unique index instrument_certificates_once on instrument_certificates (enterprise_id, instrument, certified_on, certificate_no)
  where retired_on is null;
create index instrument_certificates_of on instrument_certificates (enterprise_id, instrument, certified_on);
