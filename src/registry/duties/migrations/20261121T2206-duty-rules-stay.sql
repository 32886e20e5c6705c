-- A duty that was set is ended, never changed: else the past of those who owed it would change.
create function keep_duty_rule() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - array['version', 'ended_on', 'ended_reason'] <> to_jsonb(old) - array['version', 'ended_on', 'ended_reason']
     or old.ended_on is not null then
    raise exception 'a duty that was set is only ended';
  end if;
  return new;
end $$;
create trigger keep before update on duty_rules for each row execute function keep_duty_rule();
