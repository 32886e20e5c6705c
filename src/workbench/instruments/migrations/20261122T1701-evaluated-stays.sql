-- A certificate whose sweep somebody has evaluated stays, whatever import is taken back: the evaluation, and an incident, rest on it.
create function keep_evaluated() returns trigger language plpgsql set search_path = public as $$
begin
  if old.evaluation is not null then
    raise exception 'certificate % has an evaluation', old.id using errcode = 'foreign_key_violation';
  end if;
  return old;
end $$;
create trigger keep_evaluated before delete on instrument_certificates for each row execute function keep_evaluated();
