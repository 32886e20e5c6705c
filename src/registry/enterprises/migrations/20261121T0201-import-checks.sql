-- A code is unique over the whole platform; whose it is, is told by the unit's name alone.
create function credit_code_owners(p_codes text[]) returns table (credit_code text, unit_name text)
language sql stable security definer set search_path = public as $$
  select e.credit_code, u.name from enterprises e join org_units u on u.id = e.unit_id where e.credit_code = any(p_codes)
$$;

-- Enterprises on which something has been built since they were imported. plpgsql: the tables come later.
create function enterprises_in_use(p_ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = public as $$
begin
  return query select distinct g.enterprise_id from grants g where g.enterprise_id = any(p_ids)
    union select distinct a.enterprise_id from appointments a where a.enterprise_id = any(p_ids)
    union select distinct f.enterprise_id from files f where f.enterprise_id = any(p_ids);
end $$;
