-- The veto that was raised because of an incident.
alter table incidents add column veto uuid;
alter table incidents add foreign key (enterprise_id, veto) references vetoes;
