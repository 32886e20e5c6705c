-- Register of quality risks of one enterprise, and the schemes by which they are rated (DB1302/T 589—2024 7.2 b).
create table risk_schemes (
  enterprise_id uuid not null references enterprises,
  version int not null,
  name text not null,
  -- Descriptions of the steps, from the lowest: severity and likelihood are 1, 2, … in this order.
  severities jsonb not null,
  likelihoods jsonb not null,
  -- Level of every pair: one row a severity, one entry a likelihood.
  cells jsonb not null,
  reason text not null,
  made_at timestamptz not null,
  by_name text not null,
  primary key (enterprise_id, version)
);
call guard_ledger('risk_schemes');
revoke update, delete on risk_schemes from opencqo_app;

-- What an enterprise begins with; an example, to be changed by it.
create function default_risk_scheme() returns jsonb language sql immutable as $$
  select '{"name": "示例 5×5",
    "severities": ["轻微：返工即可", "一般：顾客抱怨", "较重：批量退货", "严重：人身或重大财产损失", "特别严重：系统性质量安全事故"],
    "likelihoods": ["极少：几年一次", "很少：一年一次", "偶尔：一季一次", "经常：一月一次", "频繁：一周以上一次"],
    "cells": [["low", "low", "low", "low", "general"],
              ["low", "low", "general", "general", "larger"],
              ["low", "general", "general", "larger", "larger"],
              ["low", "general", "larger", "larger", "major"],
              ["general", "larger", "larger", "major", "major"]]}'::jsonb
$$;

create table risks (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  risk_no text not null,
  point text not null,
  process text,
  department uuid,
  product uuid,
  consequence text,
  severity int check (severity between 1 and 10),
  likelihood int check (likelihood between 1 and 10),
  score int,
  level text check (level in ('low', 'general', 'larger', 'major')),
  controls text,
  residual_severity int check (residual_severity between 1 and 10),
  residual_likelihood int check (residual_likelihood between 1 and 10),
  residual_level text check (residual_level in ('low', 'general', 'larger', 'major')),
  scheme_version int not null,
  owner uuid,
  identified_on date not null,
  review_months int check (review_months between 1 and 120),
  last_reviewed_on date,
  next_review_on date,
  note text,
  primary key (enterprise_id, id),
  unique (enterprise_id, risk_no),
  foreign key (enterprise_id, department) references departments,
  foreign key (enterprise_id, product) references products,
  foreign key (enterprise_id, owner) references staff_members,
  foreign key (enterprise_id, scheme_version) references risk_schemes
);
create unique index risks_by_key on risks (enterprise_id, point, process) nulls not distinct;
create index risks_by_cell on risks (enterprise_id, severity, likelihood) where retired_on is null;
call guard_ledger('risks');

-- A number that is free: FX-2026-001.
create function next_risk_no(p_enterprise uuid) returns text language plpgsql as $$
declare
  this_year int := extract(year from now() at time zone 'Asia/Shanghai');
  n int;
  made text;
begin
  loop
    insert into record_numbers (enterprise_id, series, year, last) values (p_enterprise, 'FX', this_year, 1)
    on conflict (enterprise_id, series, year) do update set last = record_numbers.last + 1 returning last into n;
    made := 'FX-' || this_year || '-' || lpad(n::text, greatest(3, length(n::text)), '0');
    if not exists (select 1 from risks where enterprise_id = p_enterprise and risk_no = made) then return made; end if;
  end loop;
end $$;

-- Level, score, scheme, number and next review follow from the rest, however a row is written: nobody types them.
create function rate_risk() returns trigger language plpgsql as $$
declare scheme risk_schemes;
begin
  if tg_op = 'INSERT' and (new.risk_no is null or exists (
       select 1 from risks where enterprise_id = new.enterprise_id and risk_no = new.risk_no)) then
    new.risk_no := next_risk_no(new.enterprise_id);
    new.search := new.search || ' ' || lower(new.risk_no);
  elsif new.risk_no is null then
    new.risk_no := old.risk_no;
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
create trigger rate before insert or update on risks for each row execute function rate_risk();

-- Every review with the rating that was found; added, never changed.
create table risk_reviews (
  enterprise_id uuid not null,
  id uuid not null,
  risk_id uuid not null,
  reviewed_on date not null,
  scheme_version int not null,
  severity int not null,
  likelihood int not null,
  level text,
  residual_severity int,
  residual_likelihood int,
  residual_level text,
  conclusion text not null,
  at timestamptz not null,
  account_id uuid,
  by_name text not null,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, risk_id) references risks
);
create index risk_reviews_of on risk_reviews (enterprise_id, risk_id, id);
call guard_ledger('risk_reviews');
revoke update, delete on risk_reviews from opencqo_app;
