-- A key that a newer one of the same unit has replaced still proves what was signed with it before; one that was revoked proves nothing.
alter table report_peer_keys drop constraint report_peer_keys_status_check;
alter table report_peer_keys add constraint report_peer_keys_status_check
  check (status in ('entered', 'confirmed', 'replaced', 'revoked'));

-- Whether anybody of the unit above could look at what is delivered to it here.
create function unit_above_has_people(p_unit uuid) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select 1 from org_units u where u.id = app_unit() and u.parent_id = p_unit)
     and exists (
       select 1 from grants g join accounts a on a.id = g.account_id
        where g.unit_id = p_unit and a.disabled_at is null and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now()))
$$;
revoke execute on function unit_above_has_people from public;
grant execute on function unit_above_has_people to opencqo_app;
