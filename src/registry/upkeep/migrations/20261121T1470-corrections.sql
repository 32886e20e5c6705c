-- A correction of name or code; the note says what it was and why.
alter table enterprise_state_events drop constraint enterprise_state_events_kind_check;
alter table enterprise_state_events add constraint enterprise_state_events_kind_check
  check (kind in ('added', 'corrected', 'ended', 'resumed'));
