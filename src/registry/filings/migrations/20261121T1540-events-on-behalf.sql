-- An event says “on behalf” only of the asker's own unit, and only where that unit is responsible.
drop policy append on filing_events;
create policy append on filing_events for insert with check (
  may_see_enterprise(enterprise_id)
  and (on_behalf_unit_id is null or (on_behalf_unit_id = app_unit() and responsible_for(enterprise_id))));
