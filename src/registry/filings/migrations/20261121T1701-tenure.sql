-- 变更、更换、注销: filings that follow an earlier one (previous_id) through the same chain. Until they are registered the earlier one
-- stays in force. The status is the present one; what was filed on a past day is asked of registered_at (a filing that was once
-- registered keeps it), superseded_at and cancelled_on.
alter table filings
  add column previous_id uuid,
  -- When a later registered filing took its place.
  add column superseded_at timestamptz,
  -- From this day on the enterprise has no filed officer by this filing; recorded at.
  add column cancelled_on date,
  add column cancelled_at timestamptz,
  -- 注销: { on, reason, reasonText, note }, the last day in office among them.
  add column cancellation jsonb,
  -- As the appointment has them, so that a register asks one table: when the term ends, and the last day of one who left.
  add column term_to date,
  add column left_on date,
  add foreign key (enterprise_id, previous_id) references filings (enterprise_id, id),
  drop constraint filings_status_check,
  add constraint filings_status_check check (status in (
    'draft', 'submitted', 'accepted', 'registered', 'returned', 'withdrawn', 'changed', 'cancelled')),
  drop constraint filings_check,
  add constraint numbered_when_registered check ((status in ('registered', 'changed', 'cancelled')) = (filing_no is not null)),
  add constraint follows_another check ((kind = 'new') = (previous_id is null)),
  add constraint cancels_with_reason check ((kind = 'cancel') = (cancellation is not null)),
  add constraint cancelled_from_a_day check ((cancelled_on is null) = (cancelled_at is null)),
  add constraint changed_by_another check (status <> 'changed' or superseded_at is not null),
  add constraint cancelled_says_when check (kind = 'cancel' or (status = 'cancelled') = (cancelled_on is not null)),
  add constraint cancel_is_never_in_force check (kind <> 'cancel' or status <> 'registered');

update filings f set term_to = a.term_to, left_on = a.ended_on
  from appointments a where a.enterprise_id = f.enterprise_id and a.id = f.appointment_id;

-- Filings of one enterprise that were registered one after the other, before 更换 was a filing of its own.
update filings f set status = 'cancelled', cancelled_on = n.next_from, cancelled_at = n.next_at, superseded_at = n.next_at
  from (select g.enterprise_id, g.id, lead(a.term_from) over w as next_from, lead(g.registered_at) over w as next_at
          from filings g join appointments a on a.enterprise_id = g.enterprise_id and a.id = g.appointment_id
         where g.status = 'registered' window w as (partition by g.enterprise_id order by a.term_from, g.registered_at, g.id)) n
 where f.enterprise_id = n.enterprise_id and f.id = n.id and n.next_from is not null;

drop index one_open_filing;
create unique index one_open_filing on filings (enterprise_id, appointment_id)
  where status in ('draft', 'submitted', 'accepted', 'returned');
create unique index one_open_follow_up on filings (enterprise_id)
  where previous_id is not null and status in ('draft', 'submitted', 'accepted', 'returned');
create unique index one_in_force on filings (enterprise_id) where status = 'registered';
create index filings_following on filings (unit_id, status, (coalesce(submitted_at, created_at)), id) where kind <> 'new';
create index filings_by_term on filings (unit_id, term_to, id) where status = 'registered';
create index filings_by_leaving on filings (unit_id, left_on, id) where status = 'registered' and left_on is not null;

alter table filing_events drop constraint filing_events_kind_check;
alter table filing_events add constraint filing_events_kind_check check (kind in (
  'started', 'confirmed', 'submitted', 'accepted', 'returned', 'withdrawn', 'registered', 'publicized', 'passed', 'changed', 'cancelled'));

-- The term and its end come from the appointment, whoever writes it.
create function take_term() returns trigger language plpgsql security definer set search_path = public as $$
begin
  select a.term_to, a.ended_on into new.term_to, new.left_on
    from appointments a where a.enterprise_id = new.enterprise_id and a.id = new.appointment_id;
  return new;
end $$;
create trigger take_term before insert on filings for each row execute function take_term();
create function follow_appointment() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update filings f set term_to = new.term_to,
    left_on = case new.status when 'revoked' then (
      select a.ended_on from appointments a where a.enterprise_id = new.enterprise_id and a.id = new.renews_id) else new.ended_on end
   where f.enterprise_id = new.enterprise_id and f.appointment_id = new.id;
  return null;
end $$;
create trigger follow_appointment after update on appointments for each row
  when (new.term_to is distinct from old.term_to or new.ended_on is distinct from old.ended_on or new.status = 'revoked')
  execute function follow_appointment();

-- What was once registered is not rewritten: only the end is added.
create function keep_registration() returns trigger language plpgsql as $$
begin
  if (old.registered_at is not null and (new.registered_at is distinct from old.registered_at
        or new.filing_no is distinct from old.filing_no or new.form is distinct from old.form))
     or (old.previous_id is not null and new.previous_id is distinct from old.previous_id)
     or (old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at)
     or (old.cancelled_at is not null and (new.cancelled_at is distinct from old.cancelled_at
        or new.cancelled_on is distinct from old.cancelled_on)) then
    raise exception 'a registered filing is kept as it is' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_registration before update on filings for each row execute function keep_registration();

-- The desk that registers a filing closes the one it follows, whichever unit had registered that; a 变更 takes the number over.
create function close_filing(p_enterprise uuid, p_by uuid, p_status text, p_cancelled_on date, p_at timestamptz) returns uuid
language plpgsql security definer set search_path = public as $$
declare following filings;
begin
  select * into following from filings where enterprise_id = p_enterprise and id = p_by and previous_id is not null
     and status in ('submitted', 'accepted') and desk_unit_id = app_unit();
  if not found then
    raise exception 'only the desk closes the filing before' using errcode = 'insufficient_privilege';
  end if;
  update filings set status = p_status, cancelled_on = p_cancelled_on,
      cancelled_at = case when p_cancelled_on is not null then p_at end,
      superseded_at = case when following.kind <> 'cancel' then p_at end, version = version + 1, updated_at = p_at
   where enterprise_id = p_enterprise and id = following.previous_id and status = 'registered';
  if not found then return null; end if;
  if p_status = 'changed' then
    update filing_number_register set filing_id = p_by where enterprise_id = p_enterprise and filing_id = following.previous_id;
  end if;
  return following.previous_id;
end $$;
revoke execute on function close_filing from public;
grant execute on function close_filing to opencqo_app;

-- A registered 注销 also ends the time in office that the enterprise had not ended itself, and undoes what was to follow it.
create function end_by_cancellation(p_enterprise uuid, p_filing uuid, p_event uuid, p_at timestamptz) returns boolean
language plpgsql security definer set search_path = public as $$
declare leaving filings;
begin
  select * into leaving from filings where enterprise_id = p_enterprise and id = p_filing and kind = 'cancel'
     and status in ('submitted', 'accepted') and desk_unit_id = app_unit();
  if not found then
    raise exception 'only the desk of a cancellation ends the appointment' using errcode = 'insufficient_privilege';
  end if;
  update appointments set status = 'ended', ended_on = (leaving.cancellation ->> 'on')::date, ended_at = p_at,
      end_reason = leaving.cancellation ->> 'reason', end_reason_text = leaving.cancellation ->> 'reasonText',
      end_note = leaving.cancellation ->> 'note', version = version + 1
   where enterprise_id = p_enterprise and id = leaving.appointment_id and status = 'issued';
  if not found then return false; end if;
  insert into appointment_events (enterprise_id, id, appointment_id, kind, effective_on, recorded_at, note)
  values (p_enterprise, p_event, leaving.appointment_id, 'ended', (leaving.cancellation ->> 'on')::date, p_at, '随注销备案登记');
  update appointments set status = 'revoked', version = version + 1
   where enterprise_id = p_enterprise and renews_id = leaving.appointment_id and status in ('draft', 'issued');
  return true;
end $$;
revoke execute on function end_by_cancellation from public;
grant execute on function end_by_cancellation to opencqo_app;

-- Whether an enterprise has a filed officer on a day; a filing that another took the place of counted in its time.
create or replace function cqo_of(p_enterprise uuid, p_on date) returns text
language plpgsql stable security definer set search_path = public as $$
declare found text;
begin
  if may_see_enterprise(p_enterprise, 'all') is not true then return null; end if;
  select case when bool_or(exists (select 1 from filings f where f.enterprise_id = a.enterprise_id and f.appointment_id = a.id
                                     and f.registered_at is not null and f.kind <> 'cancel'
                                     and (f.cancelled_on is null or f.cancelled_on > p_on))) then 'filed' else 'appointed' end
    into found from appointments a
   where a.enterprise_id = p_enterprise and a.status = 'issued' and a.term_from <= p_on
     and (a.term_to is null or a.term_to >= p_on)
  having count(*) > 0;
  return coalesce(found, 'none');
end $$;
