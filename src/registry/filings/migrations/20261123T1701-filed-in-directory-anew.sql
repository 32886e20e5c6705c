-- Again: the function was written anew in between.
-- The directory's filter “已备案” asks of the appointment in office whether a filing of it was registered and not cancelled: a filing
-- that a renewal's 变更 took the place of ahead of time still counts until its own term is over. Only these words of the functions
-- that hold them are replaced.
do $$
declare
  old_words constant text := 'f.status = ''''registered'''' and f.kind <> ''''cancel''''';
  new_words constant text := 'f.registered_at is not null and f.cancelled_on is null and f.kind <> ''''cancel''''';
  held oid;
begin
  for held in select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
               where n.nspname = 'public' and position(old_words in p.prosrc) > 0 loop
    execute replace(pg_get_functiondef(held), old_words, new_words);
  end loop;
end $$;
