-- What a veto was raised on stays in its ledger: an import that brought it is not undone past it, so that nobody registers the same
-- thing anew beside the hold.
create function veto_keeps_its_subject() returns trigger language plpgsql as $$
begin
  if exists (select 1 from vetoes v where v.enterprise_id = old.enterprise_id and v.subject_id = old.id) then
    raise foreign_key_violation using message = 'a veto was raised on this record';
  end if;
  return old;
end $$;
create index vetoes_by_subject on vetoes (enterprise_id, subject_id) where subject_id is not null;
do $$
declare ledger text;
begin
  foreach ledger in array array['batches', 'products', 'suppliers', 'purchases', 'equipment', 'instruments'] loop
    execute format('create trigger vetoed before delete on %I for each row execute function veto_keeps_its_subject()', ledger);
  end loop;
end $$;
