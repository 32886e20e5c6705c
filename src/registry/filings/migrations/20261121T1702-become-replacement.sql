-- A 新报 that was begun before another filing of the enterprise was registered: it becomes the 更换 of that one at the desk, unless
-- another filing follows that one already (which the desk may not see while it is a draft).
create function become_replacement(p_enterprise uuid, p_filing uuid, p_previous uuid) returns boolean
language plpgsql security definer set search_path = public as $$
begin
  update filings set kind = 'replace', previous_id = p_previous
   where enterprise_id = p_enterprise and id = p_filing and kind = 'new' and status in ('submitted', 'accepted')
     and desk_unit_id = app_unit()
     and exists (select 1 from filings f where f.enterprise_id = p_enterprise and f.id = p_previous and f.status = 'registered');
  return found;
exception when unique_violation then return false;
end $$;
revoke execute on function become_replacement from public;
grant execute on function become_replacement to opencqo_app;
