-- Twenty callipers have the same name: links, choices and lists say number and name.
alter table instruments add column called text not null default '';
create function call_instrument() returns trigger language plpgsql set search_path = public as $$
begin
  new.called := new.instrument_no || ' ' || new.name;
  return new;
end $$;
create trigger call_instrument before insert or update on instruments for each row execute function call_instrument();
update instruments set called = '';
