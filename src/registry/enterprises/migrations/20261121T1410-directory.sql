alter table enterprises
  -- What the enterprise or a list says of its size, beside what follows from its figures; `size` is the latter where there is one.
  add column declared_size text check (declared_size in ('大型', '中型', '小型', '微型')),
  add column computed_size text check (computed_size in ('大型', '中型', '小型', '微型')),
  -- The calendar year of 从业人员, 营业收入 and 资产总额.
  add column figures_year int check (figures_year between 1990 and 2100),
  -- 'registration-number': an old 15-digit 注册号, taken with a reason.
  add column code_kind text not null default 'credit-code' check (code_kind in ('credit-code', 'registration-number')),
  -- Why a code is kept although its check digit does not fit or it is a 注册号.
  add column code_reason text,
  add column code_reason_by text,
  add column code_reason_at timestamptz,
  -- 注销, 停产, 迁出 or found to be another's duplicate; the history is in enterprise_state_events.
  add column ended_on date,
  add column ended_as text check (ended_as in ('deregistered', 'stopped', 'moved-away', 'duplicate')),
  add column merged_into uuid references enterprises,
  -- Written by the application from the name: for searching (bigrams, pinyin) and for finding near names.
  add column search_words text,
  add column name_key text,
  add column name_areas text,
  add check ((ended_on is null) = (ended_as is null)),
  add check (merged_into is null or ended_as = 'duplicate');
update enterprises set declared_size = size
 where employees is null and revenue_wan is null and assets_wan is null and size is not null;
update enterprises set computed_size = size where declared_size is null;

-- Lists go by name within a unit; what lists filter by stands in the index.
create index enterprises_by_unit_name on enterprises (unit_id, name, id) include (size, industry_code, ended_on);
drop index enterprises_by_unit;
create index enterprises_by_words on enterprises using gin (string_to_array(search_words, ' '));
create index enterprises_without_words on enterprises (id) where search_words is null;
create index enterprises_by_code_start on enterprises (credit_code text_pattern_ops);
create index enterprises_by_name_key on enterprises (name_key);

-- Whoever changes a name past the application leaves it to the job to make the words anew.
create function forget_search_words() returns trigger language plpgsql as $$
begin
  new.search_words := null;
  new.name_key := null;
  new.name_areas := null;
  return new;
end $$;
create trigger words before update of name on enterprises for each row
  when (old.name is distinct from new.name and old.search_words is not distinct from new.search_words)
  execute function forget_search_words();

-- For the job that makes missing words: in batches and across units, but only for the system itself.
create function enterprises_without_words(p_limit int) returns table (id uuid, name text)
language sql stable security definer set search_path = public as $$
  select e.id, e.name from enterprises e where e.search_words is null and app_kind() = 'system' order by e.id limit p_limit
$$;
create function give_search_words(p_words jsonb) returns int
language plpgsql security definer set search_path = public as $$
declare n int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only the system gives words'; end if;
  update enterprises e set search_words = w.words, name_key = w.key, name_areas = w.areas
    from jsonb_to_recordset(p_words) as w(id uuid, name text, words text, key text, areas text)
   where e.id = w.id and e.name = w.name and e.search_words is null;
  get diagnostics n = row_count;
  return n;
end $$;

-- Ended and resumed, from when and since when we know it. Append only; `ended_on` of the enterprise is its projection.
create table enterprise_state_events (
  enterprise_id uuid not null references enterprises on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('added', 'ended', 'resumed')),
  ended_as text check (ended_as in ('deregistered', 'stopped', 'moved-away', 'duplicate')),
  merged_into uuid references enterprises,
  effective_on date not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  note text not null default '',
  primary key (enterprise_id, id),
  check ((kind = 'ended') = (ended_as is not null))
);
alter table enterprise_state_events enable row level security;
create policy see on enterprise_state_events for select using (may_see_enterprise(enterprise_id, 'enterprises'));
create policy append on enterprise_state_events for insert with check (
  exists (select 1 from enterprises e join unit_scope s on s.unit_id = e.unit_id and s.viewer_id = app_unit() and s.covers = 'all'
           where e.id = enterprise_id));
grant select, insert on enterprise_state_events to opencqo_app;

/*
 * One page of the directory: ids in order of name, and how many there are (counted no further than a limit).
 * With the owner's rights because LIKE and @> may not use an index under row-level security; it applies visibility
 * itself, and the rows are read again under row-level security. `p`: text (alternatives of words and pattern), name, code,
 * unit, size, industry, state, cqo, tag, list, today, after, limit.
 */
create function directory_page(p jsonb) returns table (id uuid, total int)
language plpgsql stable security definer set search_path = public as $$
declare
  own uuid := app_enterprise();
  units uuid[];
  visible text;
  filter text := 'true';
  words text;
  patterns text;
  after text := 'true';
  filed text;
  held text;
  chosen boolean := p ? 'text' or p ? 'tag' or p ? 'list';
  most int := case when chosen then 10000 else 100000 end;
begin
  if own is not null then
    visible := format('e.id = %L', own);
  else
    units := array(select s.unit_id from unit_scope s where s.viewer_id = app_unit()
      -- The industry line is not told of people.
      and (s.covers = 'all' or not p ? 'cqo')
      and (not p ? 'unit' or s.unit_id in (select b.unit_id from unit_scope b where b.viewer_id = (p->>'unit')::uuid and b.covers = 'all')));
    visible := format('e.unit_id = any(%L::uuid[])', units);
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
  if p ? 'list' then
    filter := filter || format(' and e.id in (select m.enterprise_id from rosters r cross join lateral roster_members(r.id, %L, now()) m
      where (r.id::text = %L or r.scope_code = %L) and r.period_from <= %L::date and (r.period_to is null or r.period_to >= %L::date))',
      p->>'today', p->>'list', p->>'list', p->>'today', p->>'today');
  end if;
  if p ? 'after' then after := format('(e.name, e.id) > (%L, %L::uuid)', p->'after'->>'name', p->'after'->>'id'); end if;
  if p ? 'text' then
    select string_agg(format('(%s e.search_words like %L)', case when jsonb_array_length(a->'words') > 0 then
               format('string_to_array(e.search_words, '' '') @> %L::text[] and', array(select jsonb_array_elements_text(a->'words'))) else '' end, a->>'like'), ' or '),
           string_agg(format('e.search_words like %L', a->>'like'), ' or ')
      into words, patterns from jsonb_array_elements(p->'text') a;
    words := concat_ws(' or ', words, format('(e.search_words is null and e.name like %L)', p->>'name'),
      case when p ? 'code' then format('e.credit_code like %L', p->>'code') end);
    patterns := concat_ws(' or ', patterns, format('(e.search_words is null and e.name like %L)', p->>'name'),
      case when p ? 'code' then format('e.credit_code like %L', p->>'code') end);
  end if;
  execute format('select count(*)::int from (select 1 from enterprises e where %s and %s and (%s) limit %s) c',
    visible, filter, coalesce(words, 'true'), most + 1) into total;
  if own is not null or (chosen and total <= 3000) then
    return query execute format('select e.id, %s from enterprises e where %s and %s and (%s) and %s order by e.name, e.id limit %s',
      total, visible, filter, coalesce(words, 'true'), after, (p->>'limit')::int);
  else
    -- Many fit: walking each unit's index in order of name meets enough of them soon.
    return query execute format('select w.id, %s from unnest(%L::uuid[]) u(id) cross join lateral (
        select e.id, e.name from enterprises e where e.unit_id = u.id and %s and (%s) and %s order by e.name, e.id limit %s) w
      order by w.name, w.id limit %s', total, units, filter, coalesce(patterns, 'true'), after, (p->>'limit')::int, (p->>'limit')::int);
  end if;
end $$;

-- Whether an enterprise has a chief quality officer on a day: filed (registered), appointed and not registered, or none.
-- plpgsql: the tables come from other capabilities. The industry line does not see people: it is told nothing.
create function cqo_of(p_enterprise uuid, p_on date) returns text
language plpgsql stable security definer set search_path = public as $$
declare found text;
begin
  if not may_see_enterprise(p_enterprise, 'all') then return null; end if;
  select case when bool_or(exists (select 1 from filings f where f.enterprise_id = a.enterprise_id and f.appointment_id = a.id
                                     and f.status = 'registered' and f.kind <> 'cancel')) then 'filed' else 'appointed' end
    into found from appointments a
   where a.enterprise_id = p_enterprise and a.status = 'issued' and a.term_from <= p_on
     and (a.term_to is null or a.term_to >= p_on)
  having count(*) > 0;
  return coalesce(found, 'none');
end $$;

-- What has been built on an enterprise, by kind; the tables come from other capabilities.
create function enterprise_holdings(p_enterprise uuid) returns table (kind text, n int)
language plpgsql stable security definer set search_path = public as $$
begin
  if not may_see_enterprise(p_enterprise, 'all') then return; end if;
  return query
    select h.kind, h.n::int from (
      select 'filings' as kind, count(*) as n from filings f where f.enterprise_id = p_enterprise
      union all select 'appointments', count(*) from appointments a where a.enterprise_id = p_enterprise
      union all select 'accounts', count(*) from grants g where g.enterprise_id = p_enterprise and (g.valid_to is null or g.valid_to > now())
      union all select 'files', count(*) from files f where f.enterprise_id = p_enterprise
      union all select 'lists', count(*) from rosters r cross join lateral roster_members(r.id, (now() at time zone 'Asia/Shanghai')::date, now()) m
                 where m.enterprise_id = p_enterprise and (r.period_to is null or r.period_to >= (now() at time zone 'Asia/Shanghai')::date)
    ) h where h.n > 0;
end $$;

-- An enterprise that a list names or that another was merged into does not go with the undo of its import.
create or replace function enterprises_in_use(p_ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = public as $$
begin
  return query select distinct g.enterprise_id from grants g where g.enterprise_id = any(p_ids)
    union select distinct a.enterprise_id from appointments a where a.enterprise_id = any(p_ids)
    union select distinct f.enterprise_id from files f where f.enterprise_id = any(p_ids)
    union select distinct v.enterprise_id from roster_events v where v.enterprise_id = any(p_ids)
    union select distinct s.enterprise_id from enterprise_state_events s where s.enterprise_id = any(p_ids)
    union select distinct e.merged_into from enterprises e where e.merged_into = any(p_ids);
end $$;
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p
            where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.prokind = 'f'
              and p.proname in ('directory_page', 'cqo_of', 'enterprise_holdings', 'enterprises_without_words', 'give_search_words',
                'enterprises_in_use') loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to opencqo_app', f);
  end loop;
end $$;
