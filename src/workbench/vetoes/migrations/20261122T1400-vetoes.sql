-- 一票否决 (DB1302/T 589—2024 8.1 d): what was stopped, why, how it ended. What was said stays as it was said.
create table vetoes (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  number text not null,
  state text not null check (state in ('in-force', 'checked', 'lifted', 'overridden')),
  subject_kind text not null check (subject_kind in ('batch', 'product', 'supplier', 'release', 'design', 'purchase', 'equipment', 'instrument')),
  subject_id uuid,
  subject_text text not null,
  -- Below the enterprise's address, where a record stands for the subject.
  subject_path text,
  extent text not null,
  acts text[] not null,
  clause text not null,
  requirement text not null,
  facts text not null,
  risk text not null,
  measures text not null,
  raised_at timestamptz not null,
  raised_by uuid not null,
  raised_by_name text not null,
  raised_as text not null check (raised_as in ('cqo', 'deputy')),
  -- Of the officer in office that minute.
  appointment_id uuid,
  -- By whom and on which state of the conditions (ids and versions) the second person looked.
  checked_at timestamptz,
  checked_by uuid,
  checked_by_name text,
  checked_mark text,
  ended_at timestamptz,
  ended_by uuid,
  ended_by_name text,
  ended_note text,
  search text not null,
  primary key (enterprise_id, id),
  unique (enterprise_id, number),
  foreign key (enterprise_id, appointment_id) references appointments,
  check ((state in ('lifted', 'overridden')) = (ended_at is not null)),
  check ((ended_at is null) = (ended_by is null)),
  check (ended_at >= raised_at),
  check (state <> 'checked' or checked_by is not null),
  -- Lifted only after somebody else has looked; overridden only with a reason.
  check (state <> 'lifted' or (checked_by is not null and checked_by <> ended_by)),
  check (state <> 'overridden' or ended_note <> '')
);
create index vetoes_in_force on vetoes (enterprise_id, id) where ended_at is null;
call guard_ledger('vetoes');
revoke delete on vetoes from opencqo_app;

create function veto_keeps_its_word() returns trigger language plpgsql as $$
declare moving constant text[] := array['version', 'state', 'checked_at', 'checked_by', 'checked_by_name', 'checked_mark',
  'ended_at', 'ended_by', 'ended_by_name', 'ended_note'];
begin
  if old.ended_at is not null or (to_jsonb(new) - moving) <> (to_jsonb(old) - moving) then
    raise exception 'what a veto says does not change, and what has ended stays ended';
  end if;
  return new;
end $$;
create trigger keeps_its_word before update on vetoes for each row execute function veto_keeps_its_word();

create table veto_events (
  enterprise_id uuid not null,
  id uuid not null,
  veto_id uuid not null,
  kind text not null check (kind in ('raised', 'evidence-added', 'condition-added', 'checked', 'lifted', 'overridden', 'agreed', 'disagreed')),
  at timestamptz not null,
  account_id uuid not null,
  by_name text not null,
  by_role text not null,
  note text not null default '',
  primary key (enterprise_id, id),
  foreign key (enterprise_id, veto_id) references vetoes
);
create index veto_events_of on veto_events (enterprise_id, veto_id, id);
call guard_ledger('veto_events');
revoke update, delete on veto_events from opencqo_app;

create table veto_evidence (
  enterprise_id uuid not null,
  id uuid not null,
  veto_id uuid not null,
  file_id uuid not null,
  what text not null,
  added_at timestamptz not null,
  added_by uuid not null,
  added_by_name text not null,
  primary key (enterprise_id, id),
  unique (enterprise_id, veto_id, file_id),
  foreign key (enterprise_id, veto_id) references vetoes,
  foreign key (enterprise_id, file_id) references files
);
call guard_ledger('veto_evidence');
revoke update, delete on veto_evidence from opencqo_app;

-- 解除条件 as they were demanded: the action that stands for one may be reworded by others, this may not.
create table veto_conditions (
  enterprise_id uuid not null,
  action_id uuid not null,
  veto_id uuid not null,
  what text not null,
  added_by_name text not null,
  primary key (enterprise_id, action_id),
  foreign key (enterprise_id, veto_id) references vetoes,
  foreign key (enterprise_id, action_id) references actions
);
create index veto_conditions_of on veto_conditions (enterprise_id, veto_id, action_id);
call guard_ledger('veto_conditions');
revoke update, delete on veto_conditions from opencqo_app;

-- 通知人, and who has signed that he knows.
create table veto_told (
  enterprise_id uuid not null,
  veto_id uuid not null,
  staff_id uuid not null,
  name text not null,
  post text not null,
  primary key (enterprise_id, veto_id, staff_id),
  foreign key (enterprise_id, veto_id) references vetoes,
  foreign key (enterprise_id, staff_id) references staff_members
);
call guard_ledger('veto_told');
revoke update, delete on veto_told from opencqo_app;
create table veto_receipts (
  enterprise_id uuid not null,
  veto_id uuid not null,
  account_id uuid not null,
  name text not null,
  at timestamptz not null,
  primary key (enterprise_id, veto_id, account_id),
  foreign key (enterprise_id, veto_id) references vetoes
);
call guard_ledger('veto_receipts');
revoke update, delete on veto_receipts from opencqo_app;

-- 指定代理人: who lifts and raises beside the officer, from when to when. Kept for ever; one can only be ended early, once.
create table veto_deputies (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  from_on date not null,
  until_on date not null,
  note text not null,
  named_at timestamptz not null,
  named_by uuid not null,
  named_by_name text not null,
  named_as text not null check (named_as in ('principal', 'cqo')),
  ended_at timestamptz,
  ended_by_name text,
  ended_note text,
  primary key (enterprise_id, id),
  check (until_on >= from_on)
);
call guard_ledger('veto_deputies');
revoke delete on veto_deputies from opencqo_app;
create function deputy_only_ends() returns trigger language plpgsql as $$
declare moving constant text[] := array['ended_at', 'ended_by_name', 'ended_note'];
begin
  if old.ended_at is not null or (to_jsonb(new) - moving) <> (to_jsonb(old) - moving) then
    raise exception 'the naming of a deputy can only be ended, and only once';
  end if;
  return new;
end $$;
create trigger only_ends before update on veto_deputies for each row execute function deputy_only_ends();
