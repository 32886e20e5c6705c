-- `state` already narrows every list of a ledger to what is in use.
alter table cost_proposals rename column state to standing;
