-- What the officer says and decides: opinions and proposals with their answer, approvals of what others submitted
-- (DB1302/T 589—2024 6.2, 7.1.1 b, 8.1 b c e f g; 宜市市监联发〔2024〕9号 三（三）1).
create table opinions (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  version int not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamptz not null,
  number text not null,
  title text not null,
  kind text not null check (kind in ('opinion', 'proposal', 'approval')),
  matter text not null check (matter in ('business', 'planning', 'measures', 'personnel', 'rewards', 'plans', 'budget', 'other')),
  body text not null,
  status text not null check (status in ('waiting', 'adopted', 'partly', 'declined', 'approved', 'conditional', 'refused', 'withdrawn')),
  author text not null,
  put_on date not null,
  addressee text not null,
  addressee_staff uuid,
  answer_by date,
  -- The same day while an answer is waited for, nothing afterwards.
  waits_until date,
  answer text,
  answered_by text,
  answered_on date,
  primary key (enterprise_id, id),
  unique (enterprise_id, number),
  foreign key (enterprise_id, addressee_staff) references staff_members,
  check ((status = 'waiting') = (answered_on is null)),
  check (status = 'waiting' or (answer <> '' and answered_by is not null)),
  check (waits_until is null or status = 'waiting'),
  check (kind = 'approval' or status not in ('approved', 'conditional', 'refused')),
  check (kind <> 'approval' or status not in ('adopted', 'partly', 'declined'))
);
create index opinions_waiting on opinions (enterprise_id, waits_until) where waits_until is not null;
call guard_ledger('opinions');
revoke delete on opinions from opencqo_app;

-- What was put and what was answered stays; an answer is given once.
create function opinion_keeps_its_word() returns trigger language plpgsql as $$
declare moving constant text[] := array['version', 'changed_at', 'search', 'status', 'waits_until', 'answer', 'answered_by', 'answered_on'];
begin
  if old.status <> 'waiting' or (to_jsonb(new) - moving) <> (to_jsonb(old) - moving) then
    raise exception 'what was put does not change, and it is answered once';
  end if;
  return new;
end $$;
create trigger keeps_its_word before update on opinions for each row execute function opinion_keeps_its_word();

-- Who is to be moved, promoted or rewarded is not for every quality man to read; for the one to whom it is addressed it is.
create policy discreet on opinions as restrictive for select using (
  matter <> 'personnel' or app_role() <> 'staff'
  or exists (select 1 from staff_members s join accounts a on a.login = lower(s.login)
              where s.enterprise_id = opinions.enterprise_id and s.id = opinions.addressee_staff and a.id = app_account()));
