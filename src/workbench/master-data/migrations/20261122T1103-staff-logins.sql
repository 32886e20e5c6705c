-- Who of the staff has an account: what is theirs to do is shown to them. Colleagues of an enterprise see each other's names anyway.
alter table staff_members add column login text;
create index staff_members_by_login on staff_members (enterprise_id, login) where login is not null;
