-- People of the enterprises in the care of a unit and of those below it, with the whole number: applies visibility itself,
-- because row-level security would ask for each role of the country. p_text is a LIKE pattern.
create function people_of_enterprises(p_state text, p_text text, p_after uuid, p_limit int)
returns table (grant_id uuid, total bigint) language sql stable security definer set search_path = public as $$
  with mine as materialized (
    select g.id
      from unit_scope s join tenants t on t.unit_id = s.unit_id join grants g on g.enterprise_id = t.enterprise_id
      join accounts a on a.id = g.account_id
     where s.viewer_id = app_unit() and s.covers = 'all' and app_kind() = 'unit'
       and case p_state when 'ended' then not (g.valid_from <= now() and (g.valid_to is null or g.valid_to > now()))
                        else g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
                             and (a.disabled_at is not null) = (p_state = 'disabled') end
       and (p_text is null or a.name like p_text or a.login like lower(p_text))
  )
  select m.id, (select count(*) from mine) from mine m
   where p_after is null or m.id < p_after order by m.id desc limit p_limit
$$;
revoke execute on function people_of_enterprises from public;
grant execute on function people_of_enterprises to opencqo_app;
