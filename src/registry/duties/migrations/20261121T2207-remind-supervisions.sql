-- The job that reminds of duties reminds of replies to a 督办 too.
create policy remind on supervisions for select using (app_kind() = 'system');
create index supervisions_open on supervisions (due_on) where state in ('issued', 'asked-again');
