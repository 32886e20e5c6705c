-- Credit codes of enterprises that a number of a past day counts, moved away since or not: for units that oversee, or have overseen,
-- them. Nothing else of them is told.
create function report_credit_codes(p_ids uuid[]) returns table (enterprise_id uuid, credit_code text)
language sql stable security definer set search_path = public as $$
  select e.id, e.credit_code from enterprises e
   where e.id = any(p_ids) and exists (
     select 1 from unit_scope s
      where s.viewer_id = app_unit() and s.covers = 'all'
        and (s.unit_id = e.unit_id or exists (
          select 1 from enterprise_unit_events v where v.enterprise_id = e.id and v.unit_id = s.unit_id)))
$$;
revoke execute on function report_credit_codes from public;
grant execute on function report_credit_codes to opencqo_app;
