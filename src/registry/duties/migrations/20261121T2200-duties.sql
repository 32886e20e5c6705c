-- 期限. What a unit owes by when is computed from the rule pack in force and from duty_rules; kept is only what was said of it.

-- Duties that a unit sets for those below it (or itself), beside those of the rule pack.
create table duty_rules (
  unit_id uuid not null references org_units,
  id uuid not null,
  version int not null default 1,
  kind text not null check (kind in ('cultivation-plan', 'upward-report', 'roster', 'survey', 'entry', 'other')),
  title text not null,
  counts text not null default '',
  basis text not null default '',
  first_due date not null,
  every text check (every in ('month', 'quarter', 'half-year', 'year')),
  until date,
  -- 末日不是工作日的，顺延到下一个工作日
  roll boolean not null default false,
  levels text[] not null check (levels <> '{}' and levels <@ array['county', 'city', 'province', 'industry-bureau']),
  -- Null: all units below of these levels.
  unit_ids uuid[],
  created_at timestamptz not null default now(),
  created_by uuid not null,
  created_name text not null,
  -- No occurrence after this day.
  ended_on date,
  ended_reason text not null default '',
  primary key (unit_id, id),
  check (until is null or until >= first_due)
);

-- Done and taken back, append only: of a duty and period the latest record holds. duty_id is the duty's own key
-- ('pack:…', 'set:…') for a mark by hand, or 'kind:…' where the system saw the thing itself handed in.
create table duty_marks (
  unit_id uuid not null references org_units,
  id uuid not null,
  duty_id text not null,
  period text not null,
  done boolean not null,
  done_on date not null,
  source text not null check (source in ('system', 'unit', 'upper')),
  note text not null default '',
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid default app_account(),
  recorded_name text not null default '',
  primary key (unit_id, id)
);
create index duty_marks_of on duty_marks (unit_id, duty_id, period);

-- What the upper unit rules on one duty of one unit: a later day, not owed at all, or both taken back. The latest holds.
create table duty_rulings (
  unit_id uuid not null references org_units,
  id uuid not null,
  duty_id text not null,
  period text not null,
  kind text not null check (kind in ('extend', 'exempt', 'revoke')),
  new_due date,
  reason text not null,
  by_unit_id uuid not null references org_units,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid not null,
  recorded_name text not null,
  primary key (unit_id, id),
  check ((kind = 'extend') = (new_due is not null))
);
create index duty_rulings_of on duty_rulings (unit_id, duty_id, period);

-- Working figures of reminding; the nearest unit above (or the unit itself) that has set them decides.
create table duty_settings (
  unit_id uuid primary key references org_units,
  version int not null default 1,
  remind_before int[] not null,
  remind_after int[] not null,
  report_days int not null check (report_days between 0 and 60),
  tracked_from date,
  changed_at timestamptz not null default now(),
  changed_by uuid not null
);

-- Each reminder once, whatever is restarted; `skipped` ones were overtaken by a later one of the same duty.
create table duty_reminders (
  unit_id uuid not null references org_units,
  duty_id text not null,
  period text not null,
  due date not null,
  days int not null,
  skipped boolean not null,
  sent_at timestamptz not null default now(),
  primary key (unit_id, duty_id, period, due, days)
);

alter table duty_rules enable row level security;
-- Those above the unit, so that it can read its own duties; and those below, whose duties count in its figures.
create policy see on duty_rules for select using (app_kind() = 'system' or exists (
  select 1 from unit_scope s where s.covers = 'all'
     and ((s.viewer_id = duty_rules.unit_id and s.unit_id = app_unit())
       or (s.viewer_id = app_unit() and s.unit_id = duty_rules.unit_id))));
create policy set on duty_rules for insert with check (unit_id = app_unit());
create policy finish on duty_rules for update using (unit_id = app_unit()) with check (unit_id = app_unit());

alter table duty_marks enable row level security;
create policy see on duty_marks for select using (app_kind() = 'system' or unit_id in (
  select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
create policy mark on duty_marks for insert with check (app_kind() = 'system' or (source <> 'upper' and unit_id = app_unit())
  or (source <> 'unit' and unit_id <> app_unit() and unit_id in (
    select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all')));

alter table duty_rulings enable row level security;
create policy see on duty_rulings for select using (app_kind() = 'system' or unit_id in (
  select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
create policy rule on duty_rulings for insert with check (by_unit_id = app_unit() and unit_id <> app_unit() and unit_id in (
  select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));

alter table duty_settings enable row level security;
create policy see on duty_settings for select using (app_kind() = 'system' or exists (
  select 1 from unit_scope s where s.covers = 'all'
     and ((s.viewer_id = duty_settings.unit_id and s.unit_id = app_unit())
       or (s.viewer_id = app_unit() and s.unit_id = duty_settings.unit_id))));
create policy keep on duty_settings for insert with check (unit_id = app_unit());
create policy change on duty_settings for update using (unit_id = app_unit()) with check (unit_id = app_unit());

alter table duty_reminders enable row level security;
create policy jobs on duty_reminders for all using (app_kind() = 'system') with check (app_kind() = 'system');

grant select, insert, update on duty_rules to opencqo_app;
grant select, insert on duty_marks to opencqo_app;
grant select, insert on duty_rulings to opencqo_app;
grant select, insert, update on duty_settings to opencqo_app;
grant select, insert on duty_reminders to opencqo_app;
