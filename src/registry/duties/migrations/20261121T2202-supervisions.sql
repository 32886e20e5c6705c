-- 督办: an upper unit presses a unit below on a matter. Lies with the unit that has to act; its issuer sees it as well.
create table supervisions (
  unit_id uuid not null references org_units,
  id uuid not null,
  version int not null default 1,
  issuer_id uuid not null references org_units,
  year int not null,
  seq int not null check (seq > 0),
  title text not null,
  body text not null,
  basis text not null default '',
  due_on date not null,
  -- The late duty it is about, if any.
  duty_id text,
  period text,
  state text not null default 'issued' check (state in ('issued', 'replied', 'asked-again', 'closed', 'withdrawn')),
  issued_at timestamptz not null default now(),
  primary key (unit_id, id),
  unique (issuer_id, year, seq),
  check (unit_id <> issuer_id),
  check ((duty_id is null) = (period is null))
);
create index supervisions_issued on supervisions (issuer_id, issued_at desc);
create index supervisions_received on supervisions (unit_id, issued_at desc);

-- Append only: issued, replied, asked again, closed, withdrawn.
create table supervision_events (
  unit_id uuid not null,
  supervision_id uuid not null,
  seq int not null,
  kind text not null check (kind in ('issued', 'replied', 'asked-again', 'closed', 'withdrawn')),
  text text not null,
  due_on date,
  by_unit_id uuid not null references org_units,
  by_name text not null,
  account_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  primary key (unit_id, supervision_id, seq),
  foreign key (unit_id, supervision_id) references supervisions (unit_id, id)
);

alter table supervisions enable row level security;
-- Both units, and those above them in the line.
create policy see on supervisions for select using (exists (
  select 1 from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'
     and s.unit_id in (supervisions.unit_id, supervisions.issuer_id)));
create policy issue on supervisions for insert with check (issuer_id = app_unit() and unit_id in (
  select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
create policy go_on on supervisions for update using (app_unit() in (unit_id, issuer_id))
  with check (app_unit() in (unit_id, issuer_id));

alter table supervision_events enable row level security;
create policy see on supervision_events for select using (exists (
  select 1 from supervisions v where v.unit_id = supervision_events.unit_id and v.id = supervision_events.supervision_id));
create policy add on supervision_events for insert with check (by_unit_id = app_unit() and exists (
  select 1 from supervisions v where v.unit_id = supervision_events.unit_id and v.id = supervision_events.supervision_id
     and case when supervision_events.kind = 'replied' then app_unit() = v.unit_id else app_unit() = v.issuer_id end));
grant select, insert on supervision_events to opencqo_app;

-- What was issued stays as it was: of its row only the state and the day go on.
create function keep_supervision() returns trigger language plpgsql as $$
begin
  if (new.unit_id, new.id, new.issuer_id, new.year, new.seq, new.title, new.body, new.basis, new.duty_id, new.period, new.issued_at)
     is distinct from
     (old.unit_id, old.id, old.issuer_id, old.year, old.seq, old.title, old.body, old.basis, old.duty_id, old.period, old.issued_at) then
    raise exception 'what was issued does not change';
  end if;
  if app_unit() = old.unit_id and (new.state <> 'replied' or new.due_on <> old.due_on) then
    raise exception 'the unit that has to act only replies';
  end if;
  return new;
end $$;
create trigger keep_supervision before update on supervisions for each row execute function keep_supervision();
grant select, insert, update on supervisions to opencqo_app;
