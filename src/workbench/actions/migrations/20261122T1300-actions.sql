-- What somebody of the enterprise must do by a day because of another record of it.
create table actions (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  source_kind text not null,
  source_id uuid not null,
  source_number text not null,
  source_path text not null,
  kind text not null check (kind in ('condition', 'containment', 'correction', 'corrective', 'preventive', 'measure', 'step', 'gap', 'task')),
  what text not null,
  owner_id uuid,
  due_on date,
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  done_on date check ((done_on is not null) = (state = 'done')),
  result text not null default '',
  done_by_name text check ((done_by_name is null) = (state = 'open')),
  sealed_at timestamptz,
  search text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, owner_id) references staff_members
);
create index actions_by_source on actions (enterprise_id, source_kind, source_id);
-- The list's order; those without a day come last.
create index actions_by_day on actions (enterprise_id, state, coalesce(due_on, 'infinity'::date), id);
create index actions_by_owner on actions (enterprise_id, owner_id, state);
create index actions_due on actions (due_on) where state = 'open' and due_on is not null;

create table action_files (
  enterprise_id uuid not null,
  action_id uuid not null,
  file_id uuid not null,
  primary key (enterprise_id, action_id, file_id),
  foreign key (enterprise_id, action_id) references actions,
  foreign key (enterprise_id, file_id) references files
);

create table action_events (
  enterprise_id uuid not null,
  id uuid not null,
  action_id uuid not null,
  kind text not null check (kind in ('added', 'changed', 'finished', 'reopened', 'dropped', 'sealed')),
  at timestamptz not null,
  account_id uuid,
  by_name text not null,
  note text not null default '',
  primary key (enterprise_id, id),
  foreign key (enterprise_id, action_id) references actions
);
create index action_events_of on action_events (enterprise_id, action_id, id);

-- Each occasion of a day is told once.
create table action_reminders (
  enterprise_id uuid not null,
  action_id uuid not null,
  due_on date not null,
  occasion text not null check (occasion in ('soon', 'overdue')),
  at timestamptz not null,
  primary key (enterprise_id, action_id, due_on, occasion),
  foreign key (enterprise_id, action_id) references actions
);

call guard_ledger('actions');
revoke delete on actions from opencqo_app;
call guard_ledger('action_files');
call guard_ledger('action_events');
revoke update, delete on action_events from opencqo_app;
call guard_ledger('action_reminders');
revoke update, delete on action_reminders from opencqo_app;

-- Which enterprises have something to be reminded of, for the job alone: it then goes into each as that enterprise.
create function enterprises_to_remind_of_actions(p_today date) returns setof uuid
language sql stable security definer set search_path = public as $$
  select distinct a.enterprise_id from actions a
   where app_kind() = 'system' and a.state = 'open' and a.due_on <= p_today + 3
     and not exists (select 1 from action_reminders r
                      where r.enterprise_id = a.enterprise_id and r.action_id = a.id and r.due_on = a.due_on
                        and r.occasion = case when a.due_on < p_today then 'overdue' else 'soon' end)
$$;
revoke execute on function enterprises_to_remind_of_actions(date) from public;
grant execute on function enterprises_to_remind_of_actions(date) to opencqo_app;
