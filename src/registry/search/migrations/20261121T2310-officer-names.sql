-- Names of those who were appointed, to be searched: beside each the words by which it is found (pairs of neighbouring characters,
-- of pinyin initials, syllables), which the application makes.
create table officer_names (
  enterprise_id uuid not null,
  appointment_id uuid not null,
  name text not null,
  words text,
  primary key (enterprise_id, appointment_id),
  foreign key (enterprise_id, appointment_id) references appointments (enterprise_id, id) on delete cascade
);
create index officer_names_by_words on officer_names using gin (string_to_array(words, ' '));
create index officer_names_without_words on officer_names (enterprise_id) where words is null;
alter table officer_names enable row level security;
create policy see on officer_names for select using (may_see_enterprise(enterprise_id));
grant select on officer_names to opencqo_app;

-- An officer is found from the letter of appointment on; a revoked one no longer.
create function follow_officer_name() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.status in ('issued', 'ended') then
    insert into officer_names (enterprise_id, appointment_id, name) values (new.enterprise_id, new.id, new.person_name)
      on conflict (enterprise_id, appointment_id) do update set name = excluded.name, words = null
       where officer_names.name <> excluded.name;
  else
    delete from officer_names where enterprise_id = new.enterprise_id and appointment_id = new.id;
  end if;
  return null;
end $$;
create trigger officer_name after insert or update of status, person_name on appointments for each row
  execute function follow_officer_name();
insert into officer_names (enterprise_id, appointment_id, name)
select enterprise_id, id, person_name from appointments where status in ('issued', 'ended');

create index filings_by_number on filings (filing_no text_pattern_ops) where filing_no is not null;

-- For the job that makes missing words, as of enterprises: in batches, across units, for the system alone.
create function officers_without_words(p_limit int) returns table (enterprise_id uuid, appointment_id uuid, name text)
language sql stable security definer set search_path = public as $$
  select o.enterprise_id, o.appointment_id, o.name from officer_names o
   where o.words is null and app_kind() = 'system' order by o.enterprise_id limit p_limit
$$;
create function give_officer_words(p_words jsonb) returns int
language plpgsql security definer set search_path = public as $$
declare n int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only the system gives words'; end if;
  update officer_names o set words = w.words
    from jsonb_to_recordset(p_words) as w(enterprise_id uuid, appointment_id uuid, name text, words text)
   where o.enterprise_id = w.enterprise_id and o.appointment_id = w.appointment_id and o.name = w.name and o.words is null;
  get diagnostics n = row_count;
  return n;
end $$;

/*
 * Officers by name, 备案编号 or the code of the enterprise: with the owner's rights, as directory_page and for the same reason; it
 * applies visibility itself, and the rows are read again under row-level security. `p`: text (alternatives of words and pattern),
 * name (pattern), number (pattern), code (pattern), limit. Counted no further than 1,000.
 */
create function find_officers(p jsonb) returns table (enterprise_id uuid, appointment_id uuid, total int)
language plpgsql stable security definer set search_path = public as $$
declare
  visible text;
  ways text;
begin
  if app_enterprise() is not null then
    visible := format('o.enterprise_id = %L', app_enterprise());
  else
    -- The industry line is not told of people.
    visible := format('exists (select 1 from tenants t where t.enterprise_id = o.enterprise_id and t.unit_id = any(%L::uuid[]))',
      array(select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
  end if;
  select string_agg(format('(%s o.words like %L)', case when jsonb_array_length(a->'words') > 0 then
             format('string_to_array(o.words, '' '') @> %L::text[] and', array(select jsonb_array_elements_text(a->'words'))) else '' end, a->>'like'), ' or ')
    into ways from jsonb_array_elements(p->'text') a;
  ways := concat_ws(' or ', ways, format('(o.words is null and o.name like %L)', p->>'name'),
    case when p ? 'number' then format('(o.enterprise_id, o.appointment_id) in (
      select f.enterprise_id, f.appointment_id from filings f where f.filing_no like %L)', p->>'number') end,
    case when p ? 'code' then format('o.enterprise_id in (select e.id from enterprises e where e.credit_code like %L limit 1000)', p->>'code') end);
  return query execute format('select f.enterprise_id, f.appointment_id, (count(*) over ())::int from (
      select o.* from officer_names o where (%s) and %s limit 1001) f
    order by f.name, f.enterprise_id, f.appointment_id limit %s', ways, visible, (p->>'limit')::int);
end $$;
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace
              and p.proname in ('find_officers', 'officers_without_words', 'give_officer_words') loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to opencqo_app', f);
  end loop;
  revoke execute on function follow_officer_name() from public;
end $$;
