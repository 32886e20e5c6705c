-- Enterprises whose filing lies at a unit's desk: they are told when another unit goes on with it.
create function enterprises_at_desk(p_unit uuid) returns setof uuid
language plpgsql stable security definer set search_path = public as $$
begin
  if app_role() is distinct from 'system-admin' and app_kind() is distinct from 'system' then
    raise exception 'only for the system administrator and jobs';
  end if;
  return query select distinct f.enterprise_id from filings f where f.desk_unit_id = p_unit;
end $$;
revoke execute on function enterprises_at_desk from public;
grant execute on function enterprises_at_desk to opencqo_app;

drop policy post_as_administrator on notices;
create policy post_as_administrator on notices for insert with check (app_role() = 'system-admin');
