-- A drafted renewal on behalf may be revoked before its letter was scanned.
alter table appointments
  drop constraint on_behalf_needs_scan,
  add constraint on_behalf_needs_scan check (on_behalf_unit_id is null or status in ('draft', 'revoked') or scan_id is not null);
