-- A unit sends messages only to itself and to those above and below it in its line.
create or replace function queue_messages(p_unit uuid, p_subject text, p_body text) returns int
language plpgsql security definer set search_path = public as $$
declare made int;
begin
  if app_kind() = 'unit' then
    if not exists (select 1 from unit_scope s where s.covers = 'all'
                      and ((s.viewer_id = app_unit() and s.unit_id = p_unit) or (s.viewer_id = p_unit and s.unit_id = app_unit()))) then
      raise exception 'a unit sends messages up and down its line alone';
    end if;
  elsif app_kind() is distinct from 'system' then
    raise exception 'only units and jobs send messages';
  end if;
  insert into outbox (id, channel, account_id, person_name, unit_id, subject, body)
  select gen_random_uuid(), s.channel, g.account_id, a.name, p_unit, p_subject, p_body
    from (select distinct account_id from grants
           where unit_id = p_unit and valid_from <= now() and (valid_to is null or valid_to > now())) g
    join accounts a on a.id = g.account_id and a.disabled_at is null
    join notice_contacts c on c.account_id = g.account_id
    join senders s on s.enabled and ((s.channel = 'http' and c.mobile_sealed is not null and c.by_http)
                                  or (s.channel = 'email' and c.email_sealed is not null and c.by_email))
    left join unit_delivery d on d.unit_id = p_unit
   where coalesce(case s.channel when 'http' then d.by_http else d.by_email end, true);
  get diagnostics made = row_count;
  return made;
end $$;

-- What was sent, or is not wanted any more, is kept for half a year.
grant delete on outbox to opencqo_app;
