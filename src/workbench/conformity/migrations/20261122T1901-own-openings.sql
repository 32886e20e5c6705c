-- Whoever opened a shared report sees that he did: opening it again on the same day is not written down twice.
create policy mine on conformity_openings for select using (account_id = app_account());
