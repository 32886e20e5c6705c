-- With the unit beside it the index alone says whether a name is of the asker's.
drop index enterprises_by_name;
create index enterprises_by_name on enterprises (name, id) include (unit_id);

/*
 * One page of the directory: ids in order of name, and how many there are (counted no further than a limit).
 * With the owner's rights because LIKE and @> may not use an index under row-level security; it applies visibility
 * itself, and the rows are read again under row-level security. `p`: text (alternatives of words and pattern), name, code,
 * unit, size, industry, state, cqo, tag, list, today, after, limit.
 */
create or replace function directory_page(p jsonb) returns table (id uuid, total int)
language plpgsql stable security definer set search_path = public set jit = off as $$
declare
  own uuid := app_enterprise();
  units uuid[];
  visible text;
  filter text := 'true';
  words text;
  patterns text;
  among text := '';
  after text := 'true';
  further text := 'true';
  filed text;
  held text;
  chosen boolean := p ? 'text' or p ? 'tag' or p ? 'list';
  most int := case when p ? 'text' then 1000 when chosen then 10000 else 100000 end;
  -- So many units are looked up one by one.
  many constant int := 30;
  few constant int := 3;
  ids uuid[];
begin
  if own is not null then
    visible := format('e.id = %L', own);
  else
    units := array(select s.unit_id from unit_scope s where s.viewer_id = app_unit()
      -- The industry line is not told of people.
      and (s.covers = 'all' or not p ? 'cqo')
      and (not p ? 'unit' or s.unit_id in (select b.unit_id from unit_scope b where b.viewer_id = (p->>'unit')::uuid and b.covers = 'all')));
    visible := format('e.unit_id = any(%L::uuid[])', units);
    if cardinality(units) <= many then
      among := format('(string_to_array(e.search_words, '' '') || e.unit_id::text) && %L::text[] and', units::text[]);
    end if;
  end if;
  filter := case p->>'state' when 'ended' then 'e.ended_on is not null' when 'all' then 'true' else 'e.ended_on is null' end;
  if p ? 'size' then filter := filter || case when p->>'size' = 'none' then ' and e.size is null' else format(' and e.size = %L', p->>'size') end; end if;
  if p ? 'industry' then filter := filter || format(' and e.industry_code like %L', (p->>'industry') || '%'); end if;
  if p ? 'cqo' then
    filed := format('exists (select 1 from appointments a join filings f on f.enterprise_id = a.enterprise_id and f.appointment_id = a.id
        and f.status = ''registered'' and f.kind <> ''cancel'' where a.enterprise_id = e.id and a.status = ''issued''
        and a.term_from <= %L and (a.term_to is null or a.term_to >= %L))', p->>'today', p->>'today');
    held := format('exists (select 1 from appointments a where a.enterprise_id = e.id and a.status = ''issued''
        and a.term_from <= %L and (a.term_to is null or a.term_to >= %L))', p->>'today', p->>'today');
    filter := filter || ' and ' || case p->>'cqo' when 'filed' then filed when 'none' then 'not ' || held
      else held || ' and not ' || filed end;
  end if;
  if p ? 'tag' then
    filter := filter || format(' and e.id in (select t.enterprise_id from enterprise_tags t where t.unit_id = app_unit() and t.tag_id = %L)', p->>'tag');
  end if;
  if p->>'list' ~ '^[0-9a-f]{8}-' then
    filter := filter || format(' and e.id in (select m.enterprise_id from roster_members(%L, %L, now()) m)', p->>'list', p->>'today');
  elsif p ? 'list' then
    -- The lists of units that see any of these enterprises: those of other places cannot name them.
    filter := filter || format(' and e.id in (select m.enterprise_id from rosters r cross join lateral roster_members(r.id, %L, now()) m
      where r.scope_code = %L and r.period_from <= %L::date and (r.period_to is null or r.period_to >= %L::date)
        and (%L::uuid is not null or r.unit_id in (select v.viewer_id from unit_scope v where v.unit_id = any(%L::uuid[]))))',
      p->>'today', p->>'list', p->>'today', p->>'today', own, units);
  end if;
  if p ? 'after' then
    after := format('(e.name, e.id) > (%L, %L::uuid)', p->'after'->>'name', p->'after'->>'id');
    further := format('(n.name, n.id) > (%L, %L::uuid)', p->'after'->>'name', p->'after'->>'id');
  end if;
  if p ? 'text' then
    select string_agg(format('(%s e.search_words like %L)', case when jsonb_array_length(a->'words') > 0 then
               format('(string_to_array(e.search_words, '' '') || e.unit_id::text) @> %L::text[] and %s', array(select jsonb_array_elements_text(a->'words')), among) else '' end, a->>'like'), ' or '),
           string_agg(format('e.search_words like %L', a->>'like'), ' or ')
      into words, patterns from jsonb_array_elements(p->'text') a;
    words := concat_ws(' or ', words, format('(e.search_words is null and e.name like %L)', p->>'name'),
      case when p ? 'code' then format('e.credit_code like %L', p->>'code') end);
    -- What can only be a code is looked up as one.
    if jsonb_array_length(p->'text') = 0 and p ? 'code' then words := format('e.credit_code like %L', p->>'code'); end if;
    patterns := concat_ws(' or ', patterns, format('(e.search_words is null and e.name like %L)', p->>'name'),
      case when p ? 'code' then format('e.credit_code like %L', p->>'code') end);
  end if;
  if chosen then
    execute format('select array_agg(c.id), count(*)::int from (select e.id from enterprises e where %s and %s and (%s) limit %s) c',
      visible, filter, coalesce(words, 'true'), most + 1) into ids, total;
  else
    execute format('select count(*)::int from (select 1 from enterprises e where %s and %s limit %s) c', visible, filter, most + 1) into total;
  end if;
  if own is not null or (chosen and total <= most) then
    return query execute format('select e.id, %s from enterprises e where %s and %s and %s order by e.name, e.id limit %s', total,
      case when chosen then format('e.id = any(%L::uuid[])', ids) else visible end, filter, after, (p->>'limit')::int);
  elsif cardinality(units) > few then
    -- Many fit: one walk in order of name, in the index alone as far as the unit goes, meets enough of them soon.
    return query execute format('select k.id, %s from (
        select n.id, n.name from enterprises n where n.unit_id = any(%L::uuid[]) and %s order by n.name, n.id) k
      cross join lateral (select 1 from enterprises e where e.id = k.id and %s and (%s) offset 0) x order by k.name, k.id limit %s',
      total, units, further, filter, coalesce(patterns, 'true'), (p->>'limit')::int);
  else
    -- Many fit: walking each unit's index in order of name meets enough of them soon.
    return query execute format('select w.id, %s from unnest(%L::uuid[]) u(id) cross join lateral (
        select e.id, e.name from enterprises e where e.unit_id = u.id and %s and (%s) and %s order by e.name, e.id limit %s) w
      order by w.name, w.id limit %s', total, units, filter, coalesce(patterns, 'true'), after, (p->>'limit')::int, (p->>'limit')::int);
  end if;
end $$;
