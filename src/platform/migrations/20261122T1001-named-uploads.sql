-- Which uploaded files are still named is said by each capability for itself, in a function uploads_of_<what>(text[]).
create or replace function named_uploads(p_names text[]) returns setof text
language plpgsql stable security definer set search_path = public as $$
declare source text;
begin
  if app_kind() is distinct from 'system' then return; end if;
  for source in select proname from pg_proc where pronamespace = 'public'::regnamespace and proname like 'uploads\_of\_%' loop
    return query execute format('select * from %I($1)', source) using p_names;
  end loop;
end $$;
create function uploads_of_ledgers(p_names text[]) returns setof text
language sql stable security definer set search_path = public as $$
  select stored_as from ledger_imports where stored_as = any(p_names)
$$;
revoke execute on function uploads_of_ledgers(text[]) from public;
