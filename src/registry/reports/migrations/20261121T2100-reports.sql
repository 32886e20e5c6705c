-- Keys of units. What is public lies apart from what only the unit may have; secrets are sealed by the installation besides.
create table report_keys (
  unit_id uuid not null references org_units,
  id uuid not null,
  key_id bytea not null unique check (octet_length(key_id) = 32),
  spoken text not null,
  signing_public bytea not null check (octet_length(signing_public) = 32),
  agreement_public bytea not null check (octet_length(agreement_public) = 32),
  made_at timestamptz not null,
  made_by uuid,
  replaced_at timestamptz,
  primary key (unit_id, id)
);
create unique index one_key_in_use on report_keys (unit_id) where replaced_at is null;
create table report_key_secrets (
  unit_id uuid not null,
  key_id uuid not null,
  signing_sealed bytea not null,
  agreement_sealed bytea not null,
  primary key (unit_id, key_id),
  foreign key (unit_id, key_id) references report_keys (unit_id, id)
);

-- Keys of units whose packs come from another installation (or go there), as this unit has entered them: of use only after a
-- second look that compared the fingerprint.
create table report_peer_keys (
  unit_id uuid not null references org_units,
  id uuid not null,
  peer_id uuid not null references org_units,
  key_id bytea not null check (octet_length(key_id) = 32),
  spoken text not null,
  signing_public bytea not null check (octet_length(signing_public) = 32),
  agreement_public bytea not null check (octet_length(agreement_public) = 32),
  status text not null check (status in ('entered', 'confirmed', 'revoked')),
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  confirmed_by uuid,
  confirmed_by_name text,
  confirmed_at timestamptz,
  alone_reason text,
  revoked_at timestamptz,
  revoke_reason text,
  primary key (unit_id, id),
  unique (unit_id, key_id),
  check ((status = 'entered') = (confirmed_at is null) or status = 'revoked'),
  -- Whoever entered it confirms it only with a recorded reason (a unit of one officer).
  constraint second_look check (confirmed_by is null or confirmed_by <> entered_by or alone_reason is not null)
);
create unique index one_peer_key_in_use on report_peer_keys (unit_id, peer_id) where status = 'confirmed';

-- 上报包. The key is the sender's unit, in whichever installation the row lies; everything from `number` on is frozen with sending.
create table report_packs (
  unit_id uuid not null references org_units,
  id uuid not null,
  version int not null default 1,
  status text not null check (status in ('draft', 'sent', 'acknowledged', 'returned')),
  receiver_id uuid not null references org_units,
  delivery text check (delivery in ('here', 'to-file', 'from-file')),
  period_key text not null,
  period_label text not null,
  period_from date not null,
  period_to date not null,
  as_of date not null,
  doc_no text not null default '',
  remarks text not null default '',
  filled_by text not null default '',
  reviewed_by text not null default '',
  phone text not null default '',
  created_at timestamptz not null,
  created_by uuid,
  number text,
  year int,
  no int,
  chain_no int,
  known_at timestamptz,
  previous_sha256 bytea,
  base_sha256 bytea,
  sha256 bytea,
  signer_key_id bytea,
  cover text,
  file bytea,
  sent_at timestamptz,
  sent_by uuid,
  sent_by_name text,
  received_at timestamptz,
  received_by uuid,
  answered_at timestamptz,
  answered_by_name text,
  reasons text[] not null default '{}',
  receipt bytea,
  primary key (unit_id, id),
  unique (unit_id, year, no),
  unique (unit_id, receiver_id, chain_no),
  unique (unit_id, sha256),
  check (period_to >= period_from),
  check ((status = 'draft') = (sha256 is null)),
  check ((status = 'draft') = (delivery is null)),
  check ((status in ('acknowledged', 'returned')) = (receipt is not null)),
  check ((status = 'returned') = (cardinality(reasons) > 0))
);
create unique index one_report_draft on report_packs (unit_id) where status = 'draft';
create index report_packs_received on report_packs (receiver_id, status, sent_at) where status <> 'draft';

-- What was sealed for the receiver, as the sender keeps it for itself: sealed by the installation.
create table report_contents (
  unit_id uuid not null,
  pack_id uuid not null,
  content_sealed bytea not null,
  primary key (unit_id, pack_id),
  foreign key (unit_id, pack_id) references report_packs (unit_id, id)
);

-- Packs from below that went into a pack.
create table report_parts (
  unit_id uuid not null,
  pack_id uuid not null,
  part_unit_id uuid not null,
  part_id uuid not null,
  primary key (unit_id, pack_id, part_unit_id, part_id),
  foreign key (unit_id, pack_id) references report_packs (unit_id, id),
  foreign key (part_unit_id, part_id) references report_packs (unit_id, id)
);
create index report_parts_of on report_parts (part_unit_id, part_id);

-- 更正单: what was found wrong after sending. Numbered and signed; the pack itself stays as it was.
create table report_slips (
  unit_id uuid not null,
  pack_id uuid not null,
  no int not null,
  cover text not null,
  sha256 bytea not null,
  file bytea not null,
  made_at timestamptz not null,
  made_by uuid,
  received_at timestamptz,
  primary key (unit_id, pack_id, no),
  foreign key (unit_id, pack_id) references report_packs (unit_id, id)
);

-- Columns of 附件2 as a unit has set them for itself and those below.
create table report_columns (
  unit_id uuid not null references org_units,
  form text not null check (form in ('detail', 'summary')),
  version int not null default 1,
  title text not null,
  doc_no text not null default '',
  columns jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (unit_id, form)
);

-- What was sent never changes: neither by whoever sent it nor by whoever answers.
create function keep_sent_report() returns trigger language plpgsql as $$
begin
  if old.status = 'draft' then return new; end if;
  if (to_jsonb(new) - array['version', 'status', 'answered_at', 'answered_by_name', 'reasons', 'receipt'])
     is distinct from (to_jsonb(old) - array['version', 'status', 'answered_at', 'answered_by_name', 'reasons', 'receipt']) then
    raise exception 'a sent report stays as it was sent' using errcode = 'check_violation';
  end if;
  if old.status <> 'sent' or new.status not in ('acknowledged', 'returned') then
    raise exception 'a report is answered once' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_sent before update on report_packs for each row execute function keep_sent_report();

alter table report_keys enable row level security;
create policy see on report_keys for select using (app_unit() is not null);
create policy make on report_keys for insert with check (unit_id = app_unit());
create policy replace on report_keys for update using (unit_id = app_unit());
alter table report_key_secrets enable row level security;
create policy own on report_key_secrets for all using (unit_id = app_unit()) with check (unit_id = app_unit());
alter table report_peer_keys enable row level security;
create policy own on report_peer_keys for all using (unit_id = app_unit()) with check (unit_id = app_unit());

alter table report_packs enable row level security;
create policy see on report_packs for select using (
  unit_id = app_unit() or (receiver_id = app_unit() and status <> 'draft'));
-- A unit makes drafts of its own; what came as a file is entered by the receiver, for a unit below it.
create policy make on report_packs for insert with check (
  (unit_id = app_unit() and status = 'draft'
   and receiver_id in (select u.parent_id from org_units u where u.id = unit_id))
  or (receiver_id = app_unit() and status = 'sent' and delivery = 'from-file'
      and unit_id <> app_unit()
      and unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all')));
-- The sender sends, and takes in a receipt that came as a file; the receiver answers what lies here.
create policy send on report_packs for update using (unit_id = app_unit())
  with check (unit_id = app_unit() and (
    delivery = 'to-file'
    or (status in ('draft', 'sent') and receiver_id in (select u.parent_id from org_units u where u.id = unit_id))));
create policy answer on report_packs for update using (receiver_id = app_unit() and status = 'sent' and delivery <> 'to-file')
  with check (receiver_id = app_unit() and status in ('acknowledged', 'returned'));
create policy discard on report_packs for delete using (unit_id = app_unit() and status = 'draft');
alter table report_contents enable row level security;
create policy own on report_contents for all using (unit_id = app_unit()) with check (unit_id = app_unit());
alter table report_parts enable row level security;
create policy see on report_parts for select using (unit_id = app_unit() or part_unit_id = app_unit());
create policy name on report_parts for insert with check (
  unit_id = app_unit() and exists (
    select 1 from report_packs p where p.unit_id = part_unit_id and p.id = part_id and p.receiver_id = app_unit()));
alter table report_slips enable row level security;
create policy see on report_slips for select using (exists (
  select 1 from report_packs p where p.unit_id = report_slips.unit_id and p.id = report_slips.pack_id));
create policy make on report_slips for insert with check (exists (
  select 1 from report_packs p where p.unit_id = report_slips.unit_id and p.id = report_slips.pack_id and p.status <> 'draft'
     and (p.unit_id = app_unit() or (p.receiver_id = app_unit() and p.delivery = 'from-file'))));
alter table report_columns enable row level security;
create policy see on report_columns for select using (app_unit() is not null);
create policy add on report_columns for insert with check (unit_id = app_unit());
create policy change on report_columns for update using (unit_id = app_unit());
create policy remove on report_columns for delete using (unit_id = app_unit());

grant select, insert on report_keys, report_key_secrets, report_contents, report_parts, report_slips to opencqo_app;
grant update (replaced_at) on report_keys to opencqo_app;
grant select, insert, update on report_peer_keys to opencqo_app;
grant select, insert, update, delete on report_packs, report_columns to opencqo_app;

-- The key of the unit above, where it has none yet: whoever reports to it needs one to seal to. Sealed by the installation, so that
-- only the unit above can use it. Never replaces a key.
create function make_key_above(p_unit uuid, p_id uuid, p_key_id bytea, p_spoken text, p_signing bytea, p_agreement bytea,
  p_signing_sealed bytea, p_agreement_sealed bytea) returns boolean
language plpgsql security definer set search_path = public as $$
begin
  if not exists (select 1 from org_units u where u.id = app_unit() and u.parent_id = p_unit) then return false; end if;
  insert into report_keys (unit_id, id, key_id, spoken, signing_public, agreement_public, made_at)
    select p_unit, p_id, p_key_id, p_spoken, p_signing, p_agreement, now()
     where not exists (select 1 from report_keys k where k.unit_id = p_unit)
    on conflict do nothing;
  if not found then return false; end if;
  insert into report_key_secrets values (p_unit, p_id, p_signing_sealed, p_agreement_sealed);
  return true;
end $$;
revoke execute on function make_key_above from public;
grant execute on function make_key_above to opencqo_app;
