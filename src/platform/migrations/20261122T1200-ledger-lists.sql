-- Lists of many records: a fragment is found through an index although LIKE and @> are not leakproof, see docs/decisions/0024.
-- Every character and every pair of neighbours as a number that also holds some of the enterprise's id, so that what many
-- enterprises have in common is not looked through for one of them.
create function ledger_grams(p_enterprise uuid, p_search text) returns bigint[]
language sql immutable parallel safe strict cost 10000 as $$
  select array_agg(distinct g) from (
    select unnest(array[
             k | (ascii(c)::bigint << 21),
             k | (ascii(c)::bigint << 21) | coalesce(ascii(lead(c) over (order by n)), 0)]) as g
      from unnest(string_to_array(p_search, null)) with ordinality as x(c, n),
           (select ('x' || right(p_enterprise::text, 5))::bit(20)::bigint << 42 as k) e
     where c <> ' ') grams
$$;
grant execute on function ledger_grams(uuid, text) to opencqo_app;

-- Ids of the asker's own records that have a fragment in their texts, at most so many, in no order.
create function ledger_found(p_table regclass, p_fragment text, p_most int) returns setof uuid
language plpgsql stable security definer set search_path = public as $$
declare
  wanted bigint[] := ledger_grams(app_enterprise(), p_fragment);
begin
  -- Pairs say all that single characters say, where there are any.
  if char_length(p_fragment) > 1 then
    wanted := array(select g from unnest(wanted) g where g & 2097151 <> 0);
  end if;
  return query execute format(
    'select id from %s where enterprise_id = app_enterprise() and ledger_grams(enterprise_id, search) @> $1
        and strpos(search, $2) > 0 limit $3', p_table) using wanted, p_fragment, p_most;
end $$;
revoke execute on function ledger_found(regclass, text, int) from public;
grant execute on function ledger_found(regclass, text, int) to opencqo_app;
