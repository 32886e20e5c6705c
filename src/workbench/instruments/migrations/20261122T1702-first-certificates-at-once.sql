-- The first certificates of an imported list are written at once, not one by one.
create function keep_first_certificates() returns trigger language plpgsql set search_path = public as $$
begin
  insert into instrument_certificates (enterprise_id, id, search, changed_at, instrument, certified_on, certificate_no, tracing,
      body, conclusion, valid_until, origin, sweep)
    select a.enterprise_id, certificate_id(), certificate_search(a.certificate_no, a.body), a.changed_at, a.id, a.last_on,
           coalesce(a.certificate_no, '未写证书号'), a.tracing, a.body, coalesce(a.conclusion, 'pass'),
           valid_until(a.last_on, a.cycle_months, coalesce(a.conclusion, 'pass')), 'ledger',
           case when a.conclusion = 'fail' then 'open' end
      from added a where a.last_on is not null;
  return null;
end $$;
drop trigger keep_certificate on instruments;
create trigger keep_certificate after update of last_on, certificate_no, conclusion, cycle_months on instruments
  for each row execute function keep_certificate();
create trigger keep_first_certificates after insert on instruments referencing new table as added
  for each statement execute function keep_first_certificates();
