-- What must not go on, from when to when, because of which record; and every attempt to go on all the same.
create table holds (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  source_number text not null,
  path text not null,
  subject_kind text not null check (subject_kind in ('batch', 'product', 'supplier', 'release', 'design', 'purchase', 'equipment', 'instrument')),
  -- Without id: for 'release' everything of the enterprise, otherwise a matter that no record stands for.
  subject_id uuid,
  subject_text text not null,
  acts text[] not null check (acts <@ array['release', 'produce', 'order', 'accept', 'approve', 'use']),
  since timestamptz not null,
  ended_at timestamptz check (ended_at >= since),
  primary key (enterprise_id, id)
);
create index holds_in_force on holds (enterprise_id, subject_kind, subject_id) where ended_at is null;
create index holds_by_source on holds (enterprise_id, source_id);
call guard_ledger('holds');
revoke delete on holds from opencqo_app;

create table hold_attempts (
  enterprise_id uuid not null,
  id uuid not null,
  hold_id uuid not null,
  source_id uuid not null,
  act text not null,
  what text not null,
  at timestamptz not null,
  account_id uuid,
  by_name text not null,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, hold_id) references holds
);
create index hold_attempts_by_source on hold_attempts (enterprise_id, source_id, id);
call guard_ledger('hold_attempts');
revoke update, delete on hold_attempts from opencqo_app;

-- What a hold stops and since when does not change; it can only end, once.
create function hold_only_ends() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or (to_jsonb(new) - 'ended_at') <> (to_jsonb(old) - 'ended_at') then
    raise exception 'a hold can only be ended, and only once';
  end if;
  return new;
end $$;
create trigger only_ends before update on holds for each row execute function hold_only_ends();
