-- 计量器具, their certificates and what was measured with them (DB1302/T 589—2024 7.4a; 计量法 第九条; 计量法实施细则 第十二条).
create table instruments (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  instrument_no text not null,
  name text not null,
  model text,
  accuracy text,
  measuring_range text,
  factory_no text,
  maker text,
  department uuid,
  keeper uuid,
  category text check (category in ('a', 'b', 'c')),
  mandatory boolean,
  tracing text check (tracing in ('verification', 'calibration', 'own', 'comparison')),
  cycle_months int check (cycle_months between 1 and 240),
  last_on date,
  certificate_no text,
  body text,
  conclusion text check (conclusion in ('pass', 'limited', 'fail')),
  -- Last day of the certificate in force; null while the instrument is not in use or has none.
  due_on date,
  -- What the certificates say, without the day: whether one is needed at all, and whether it failed.
  basis text not null default 'none' check (basis in ('certified', 'failed', 'none', 'exempt')),
  standing text not null default 'in-use' check (standing in ('in-use', 'stopped', 'sealed', 'scrapped')),
  standing_since date,
  standing_why text,
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, instrument_no),
  foreign key (enterprise_id, department) references departments,
  foreign key (enterprise_id, keeper) references staff_members
);
create index instruments_due on instruments (enterprise_id, due_on) where due_on is not null;

create table instrument_certificates (
  enterprise_id uuid not null,
  id uuid not null,
  version int not null default 1,
  search text not null,
  -- Void from this day on: written by mistake.
  retired_on date,
  changed_at timestamptz not null,
  instrument uuid not null,
  certified_on date not null,
  certificate_no text not null default '未写证书号',
  tracing text check (tracing in ('verification', 'calibration', 'own', 'comparison')),
  body text,
  conclusion text not null check (conclusion in ('pass', 'limited', 'fail')),
  limits text,
  -- Out of tolerance as it came in, whatever it was adjusted to.
  found_off boolean,
  fee bigint check (fee >= 0),
  valid_until date,
  -- 'ledger': written in the list of instruments or its import; 'verb': recorded as a certificate.
  origin text not null check (origin in ('ledger', 'verb')),
  sweep text check (sweep in ('open', 'no-effect', 'affected')),
  sweep_since date,
  sweep_uses int,
  sweep_batches int,
  evaluation text,
  evaluated_on date,
  evaluated_by text,
  incident_id uuid,
  incident_no text,
  -- The instrument was taken out of use on this day: what ends later falls not due.
  released_on date,
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, instrument, certified_on, certificate_no),
  foreign key (enterprise_id, instrument) references instruments on delete cascade
);
create index instrument_certificates_until on instrument_certificates (enterprise_id, valid_until) where retired_on is null;
create index instrument_certificates_open on instrument_certificates (enterprise_id, id) where sweep = 'open';

create table instrument_uses (
  enterprise_id uuid not null,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  instrument uuid not null,
  used_on date not null,
  batch_no text not null,
  characteristic text not null,
  product uuid,
  reading text,
  result text check (result in ('pass', 'fail')),
  used_by text,
  -- What the instrument was on that day.
  fitness text not null
    check (fitness in ('ready', 'limited', 'pending', 'overdue', 'forbidden', 'stopped', 'sealed', 'scrapped')),
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, instrument, used_on, batch_no, characteristic),
  foreign key (enterprise_id, instrument) references instruments,
  foreign key (enterprise_id, product) references products
);

-- Colours of labels where an enterprise has others than the sample ones.
create table instrument_label_colours (
  enterprise_id uuid not null references enterprises,
  state text not null,
  colour text not null,
  primary key (enterprise_id, state)
);

call guard_ledger('instruments');
call guard_ledger('instrument_certificates');
call guard_ledger('instrument_uses');
call guard_ledger('instrument_label_colours');

-- A UUIDv7 of this moment: newest certificates sort first, like those that the application makes.
create function certificate_id() returns uuid language sql volatile as $$
  select (substr(t, 1, 8) || '-' || substr(t, 9, 4) || '-7' || substr(r, 1, 3) || '-8' || substr(r, 4, 3) || '-' || substr(r, 7, 12))::uuid
    from (select lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') as t,
                 replace(gen_random_uuid()::text, '-', '') as r) as parts
$$;

create function valid_until(p_on date, p_months int, p_conclusion text) returns date language sql immutable as $$
  select case when p_conclusion = 'fail' then null else (p_on + make_interval(months => p_months))::date - 1 end
$$;

-- What a list of instruments says of the last verification becomes a certificate, in bulk as well as one by one. Whoever records a
-- certificate writes it first and the instrument after it: then it is there already.
create function keep_certificate() returns trigger language plpgsql set search_path = public as $$
begin
  if tg_op = 'UPDATE' and old.last_on is not null and (new.last_on is null or new.last_on < old.last_on) then
    -- An import that brought the newer one was taken back.
    delete from instrument_certificates
     where enterprise_id = old.enterprise_id and instrument = old.id and certified_on = old.last_on and origin = 'ledger'
       and retired_on is null;
  end if;
  if new.last_on is null then return null; end if;
  if tg_op = 'UPDATE' then
    update instrument_certificates
       set valid_until = valid_until(certified_on, new.cycle_months, conclusion)
     where enterprise_id = new.enterprise_id and instrument = new.id and certified_on = new.last_on and retired_on is null
       and old.cycle_months is distinct from new.cycle_months;
    update instrument_certificates
       set certificate_no = coalesce(new.certificate_no, '未写证书号'), conclusion = coalesce(new.conclusion, 'pass'),
           valid_until = valid_until(new.last_on, new.cycle_months, coalesce(new.conclusion, 'pass')),
           sweep = case when new.conclusion = 'fail' then coalesce(sweep, 'open') when sweep = 'open' then null else sweep end,
           search = certificate_search(new.certificate_no, body)
     where enterprise_id = new.enterprise_id and instrument = new.id and certified_on = new.last_on and retired_on is null
       and origin = 'ledger';
    if found then return null; end if;
  end if;
  insert into instrument_certificates (enterprise_id, id, search, changed_at, instrument, certified_on, certificate_no, tracing,
      body, conclusion, valid_until, origin, sweep)
    values (new.enterprise_id, certificate_id(), certificate_search(new.certificate_no, new.body), new.changed_at, new.id,
      new.last_on, coalesce(new.certificate_no, '未写证书号'), new.tracing, new.body, coalesce(new.conclusion, 'pass'),
      valid_until(new.last_on, new.cycle_months, coalesce(new.conclusion, 'pass')), 'ledger',
      case when new.conclusion = 'fail' then 'open' end)
    on conflict do nothing;
  return null;
end $$;

-- As the ledgers' own search text is made.
create function certificate_search(p_no text, p_body text) returns text language sql immutable as $$
  select lower(concat_ws(' ', regexp_replace(normalize(p_no, NFKC), '\s', '', 'g'), regexp_replace(normalize(p_body, NFKC), '\s', '', 'g')))
$$;

create trigger keep_certificate after insert or update of last_on, certificate_no, conclusion, cycle_months on instruments
  for each row execute function keep_certificate();

-- As `stateOn` of domain.ts judges it; a test compares the two. Null for an instrument that is not there.
create function instrument_state(p_enterprise uuid, p_instrument uuid, p_day date) returns text language sql stable as $$
  select case
      when i.standing <> 'in-use' and (i.standing_since is null or i.standing_since <= p_day) then i.standing
      when c.certified_on is null then
        case when i.category = 'c' and i.mandatory is not true and i.cycle_months is null then 'ready' else 'pending' end
      when c.conclusion = 'fail' then 'forbidden'
      when c.valid_until < p_day then 'overdue'
      when c.conclusion = 'limited' then 'limited'
      else 'ready' end
    from instruments i
    left join lateral (
      select certified_on, conclusion, valid_until from instrument_certificates
       where enterprise_id = i.enterprise_id and instrument = i.id and certified_on <= p_day and retired_on is null
       order by certified_on desc, id desc limit 1) c on true
   where i.enterprise_id = p_enterprise and i.id = p_instrument
$$;

create function judge_use() returns trigger language plpgsql set search_path = public as $$
begin
  new.fitness := coalesce(instrument_state(new.enterprise_id, new.instrument, new.used_on), 'pending');
  return new;
end $$;
create trigger judge_use before insert or update of instrument, used_on on instrument_uses
  for each row execute function judge_use();
