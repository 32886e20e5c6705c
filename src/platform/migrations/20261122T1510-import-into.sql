-- What the record is called into which the rows of a file go that has no column for it: the plan whose items it lists.
alter table ledger_imports add column into_called text;
