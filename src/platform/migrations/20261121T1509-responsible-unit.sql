-- True when the asker's unit is itself responsible for this enterprise: only then may it act on the enterprise's behalf (代办).
create function responsible_for(p_enterprise uuid) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select 1 from tenants where enterprise_id = p_enterprise and unit_id = app_unit())
$$;
revoke execute on function responsible_for from public;
grant execute on function responsible_for to opencqo_app;
