-- The other records to which an incident belongs.
alter table incidents add column batch uuid;
alter table incidents add column equipment uuid;
alter table incidents add column risk uuid;
alter table incidents add foreign key (enterprise_id, batch) references batches;
alter table incidents add foreign key (enterprise_id, equipment) references equipment;
alter table incidents add foreign key (enterprise_id, risk) references risks;
create index incidents_of_risk on incidents (enterprise_id, risk) where risk is not null;
-- Made of the ledger's declaration instead.
drop index incidents_by_stage;
