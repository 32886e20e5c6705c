-- As before, and what a file or form leaves empty of number and day of identification stays as it was.
create or replace function rate_risk() returns trigger language plpgsql as $$
declare scheme risk_schemes;
begin
  if tg_op = 'UPDATE' then
    new.risk_no := coalesce(new.risk_no, old.risk_no);
    new.identified_on := coalesce(new.identified_on, old.identified_on);
  elsif new.risk_no is null or exists (
      select 1 from risks where enterprise_id = new.enterprise_id and risk_no = new.risk_no) then
    new.risk_no := next_risk_no(new.enterprise_id);
    new.search := new.search || ' ' || lower(new.risk_no);
  end if;
  new.identified_on := coalesce(new.identified_on, (now() at time zone 'Asia/Shanghai')::date);
  new.score := new.severity * new.likelihood;
  new.next_review_on := (coalesce(new.last_reviewed_on, new.identified_on) + make_interval(months => new.review_months))::date;
  if tg_op = 'UPDATE' and (new.severity, new.likelihood, new.residual_severity, new.residual_likelihood)
       is not distinct from (old.severity, old.likelihood, old.residual_severity, old.residual_likelihood)
     and new.scheme_version is not distinct from old.scheme_version then
    new.level := old.level;
    new.residual_level := old.residual_level;
    return new;
  end if;
  select * into scheme from risk_schemes where enterprise_id = new.enterprise_id order by version desc limit 1;
  if not found then
    insert into risk_schemes (enterprise_id, version, name, severities, likelihoods, cells, reason, made_at, by_name)
    select new.enterprise_id, 1, d->>'name', d->'severities', d->'likelihoods', d->'cells', '', now(), '系统'
      from default_risk_scheme() d
    on conflict do nothing;
    select * into scheme from risk_schemes where enterprise_id = new.enterprise_id order by version desc limit 1;
  end if;
  new.scheme_version := scheme.version;
  new.level := scheme.cells -> (new.severity - 1) ->> (new.likelihood - 1);
  new.residual_level := scheme.cells -> (new.residual_severity - 1) ->> (new.residual_likelihood - 1);
  return new;
end $$;
