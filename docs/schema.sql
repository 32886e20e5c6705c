-- Made by npm run generate from the migrations; to read, not to run.

create extension btree_gist;

create table accounts (
  id uuid not null,
  login text not null,
  name text not null,
  password_hash text not null,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  disabled_reason text,
  constraint accounts_login_key UNIQUE (login),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_login_check CHECK ((login = lower(login)))
);
alter table accounts enable row level security;
create policy administer on accounts for select using ((app_role() = 'system-admin'::text));
create policy colleagues on accounts for select using ((EXISTS ( SELECT 1
   FROM grants g
  WHERE (g.account_id = accounts.id))));
create policy make on accounts for insert with check ((app_role() = 'system-admin'::text));
create policy own on accounts for select using ((id = app_account()));
create policy review on accounts for select using ((app_role() = ANY (ARRAY['security-admin'::text, 'audit-admin'::text])));
create policy signing_in on accounts for all using ((app_kind() = 'sign-in'::text)) with check ((app_kind() = 'sign-in'::text));
grant insert, select on accounts to opencqo_app;

create table action_events (
  enterprise_id uuid not null,
  id uuid not null,
  action_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  account_id uuid,
  by_name text not null,
  note text not null default ''::text,
  constraint action_events_pkey PRIMARY KEY (enterprise_id, id),
  constraint action_events_enterprise_id_action_id_fkey FOREIGN KEY (enterprise_id, action_id) REFERENCES actions(enterprise_id, id),
  constraint action_events_kind_check CHECK ((kind = ANY (ARRAY['added'::text, 'changed'::text, 'finished'::text, 'reopened'::text, 'dropped'::text, 'sealed'::text])))
);
CREATE INDEX action_events_of ON public.action_events USING btree (enterprise_id, action_id, id);
alter table action_events enable row level security;
create policy own on action_events for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on action_events to opencqo_app;

create table action_files (
  enterprise_id uuid not null,
  action_id uuid not null,
  file_id uuid not null,
  constraint action_files_pkey PRIMARY KEY (enterprise_id, action_id, file_id),
  constraint action_files_enterprise_id_action_id_fkey FOREIGN KEY (enterprise_id, action_id) REFERENCES actions(enterprise_id, id),
  constraint action_files_enterprise_id_file_id_fkey FOREIGN KEY (enterprise_id, file_id) REFERENCES files(enterprise_id, id)
);
alter table action_files enable row level security;
create policy own on action_files for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on action_files to opencqo_app;

create table action_reminders (
  enterprise_id uuid not null,
  action_id uuid not null,
  due_on date not null,
  occasion text not null,
  at timestamp with time zone not null,
  constraint action_reminders_pkey PRIMARY KEY (enterprise_id, action_id, due_on, occasion),
  constraint action_reminders_enterprise_id_action_id_fkey FOREIGN KEY (enterprise_id, action_id) REFERENCES actions(enterprise_id, id),
  constraint action_reminders_occasion_check CHECK ((occasion = ANY (ARRAY['soon'::text, 'overdue'::text])))
);
alter table action_reminders enable row level security;
create policy own on action_reminders for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on action_reminders to opencqo_app;

create table actions (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  source_kind text not null,
  source_id uuid not null,
  source_number text not null,
  source_path text not null,
  kind text not null,
  what text not null,
  owner_id uuid,
  due_on date,
  state text not null default 'open'::text,
  done_on date,
  result text not null default ''::text,
  done_by_name text,
  sealed_at timestamp with time zone,
  search text not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint actions_pkey PRIMARY KEY (enterprise_id, id),
  constraint actions_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint actions_enterprise_id_owner_id_fkey FOREIGN KEY (enterprise_id, owner_id) REFERENCES staff_members(enterprise_id, id),
  constraint actions_check CHECK (((done_on IS NOT NULL) = (state = 'done'::text))),
  constraint actions_check1 CHECK (((done_by_name IS NULL) = (state = 'open'::text))),
  constraint actions_kind_check CHECK ((kind = ANY (ARRAY['condition'::text, 'containment'::text, 'correction'::text, 'corrective'::text, 'preventive'::text, 'measure'::text, 'step'::text, 'gap'::text, 'task'::text]))),
  constraint actions_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'dropped'::text])))
);
CREATE INDEX actions_by_day ON public.actions USING btree (enterprise_id, state, COALESCE(due_on, 'infinity'::date), id);
CREATE INDEX actions_by_owner ON public.actions USING btree (enterprise_id, owner_id, state);
CREATE INDEX actions_by_source ON public.actions USING btree (enterprise_id, source_kind, source_id);
CREATE INDEX actions_due ON public.actions USING btree (due_on) WHERE ((state = 'open'::text) AND (due_on IS NOT NULL));
alter table actions enable row level security;
create policy own on actions for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select, update on actions to opencqo_app;

create table appointment_events (
  enterprise_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  kind text not null,
  effective_on date not null,
  recorded_at timestamp with time zone not null default now(),
  account_id uuid,
  note text not null default ''::text,
  constraint appointment_events_pkey PRIMARY KEY (enterprise_id, id),
  constraint appointment_events_enterprise_id_appointment_id_fkey FOREIGN KEY (enterprise_id, appointment_id) REFERENCES appointments(enterprise_id, id),
  constraint appointment_events_kind_check CHECK ((kind = ANY (ARRAY['drafted'::text, 'changed'::text, 'issued'::text, 'scan-added'::text, 'ended'::text, 'evaluated'::text, 'revoked'::text])))
);
alter table appointment_events enable row level security;
create policy append on appointment_events for insert with check ((enterprise_id = app_enterprise()));
create policy append_on_behalf on appointment_events for insert with check (responsible_for(enterprise_id));
create policy see on appointment_events for select using (may_see_enterprise(enterprise_id));
grant insert, select on appointment_events to opencqo_app;

create table appointments (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  status text not null,
  person_name text not null,
  id_number_sealed bytea,
  id_number_hash bytea,
  position_title text not null,
  position_level text not null,
  full_time boolean not null,
  departments text[] not null default '{}'::text[],
  powers text[] not null default '{}'::text[],
  term_from date not null,
  term_to date,
  allowance_fen bigint,
  career_path text not null default ''::text,
  appointer_name text not null,
  appointer_capacity text not null,
  letter_no text,
  issued_on date,
  issued_by uuid,
  scan_id uuid,
  created_at timestamp with time zone not null default now(),
  ended_on date,
  end_reason text,
  end_reason_text text,
  end_note text,
  end_scan_id uuid,
  ended_at timestamp with time zone,
  on_behalf_unit_id uuid,
  on_behalf_name text,
  renews_id uuid,
  constraint one_in_office EXCLUDE USING gist (enterprise_id WITH =, daterange(term_from, COALESCE(ended_on, term_to), '[]'::text) WITH &&) WHERE ((status = ANY (ARRAY['issued'::text, 'ended'::text]))),
  constraint coverage_appointed TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint coverage_reappointed TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint appointments_pkey PRIMARY KEY (enterprise_id, id),
  constraint appointments_enterprise_id_end_scan_id_fkey FOREIGN KEY (enterprise_id, end_scan_id) REFERENCES files(enterprise_id, id),
  constraint appointments_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint appointments_enterprise_id_renews_id_fkey FOREIGN KEY (enterprise_id, renews_id) REFERENCES appointments(enterprise_id, id),
  constraint appointments_enterprise_id_scan_id_fkey FOREIGN KEY (enterprise_id, scan_id) REFERENCES files(enterprise_id, id),
  constraint appointments_on_behalf_unit_id_fkey FOREIGN KEY (on_behalf_unit_id) REFERENCES org_units(id),
  constraint appointments_allowance_fen_check CHECK ((allowance_fen >= 0)),
  constraint appointments_appointer_capacity_check CHECK ((appointer_capacity = ANY (ARRAY['法定代表人'::text, '主要负责人'::text]))),
  constraint appointments_check CHECK (((term_to IS NULL) OR (term_to >= term_from))),
  constraint appointments_check1 CHECK (((status = 'ended'::text) = (ended_on IS NOT NULL))),
  constraint appointments_check2 CHECK (((ended_on IS NULL) = (end_reason IS NULL))),
  constraint appointments_check3 CHECK (((ended_on IS NULL) OR (ended_on >= term_from))),
  constraint appointments_check4 CHECK (((on_behalf_unit_id IS NULL) = (on_behalf_name IS NULL))),
  constraint appointments_check5 CHECK ((renews_id <> id)),
  constraint appointments_position_level_check CHECK ((position_level = ANY (ARRAY['decision'::text, 'senior'::text, 'middle'::text, 'other'::text]))),
  constraint appointments_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'issued'::text, 'ended'::text, 'revoked'::text]))),
  constraint on_behalf_needs_scan CHECK (((on_behalf_unit_id IS NULL) OR (status = ANY (ARRAY['draft'::text, 'revoked'::text])) OR (scan_id IS NOT NULL)))
);
CREATE UNIQUE INDEX one_renewal ON public.appointments USING btree (enterprise_id, renews_id) WHERE ((renews_id IS NOT NULL) AND (status <> 'revoked'::text));
alter table appointments enable row level security;
create policy change on appointments for update using (((enterprise_id = app_enterprise()) OR ((on_behalf_unit_id = app_unit()) AND responsible_for(enterprise_id))));
create policy see on appointments for select using (((enterprise_id = app_enterprise()) OR ((status <> 'draft'::text) AND may_see_enterprise(enterprise_id)) OR (on_behalf_unit_id = app_unit())));
create policy write on appointments for insert with check ((((enterprise_id = app_enterprise()) AND (on_behalf_unit_id IS NULL)) OR ((on_behalf_unit_id = app_unit()) AND responsible_for(enterprise_id))));
CREATE CONSTRAINT TRIGGER coverage_appointed AFTER INSERT ON public.appointments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.status <> 'draft'::text)) EXECUTE FUNCTION coverage_follow_one();
CREATE CONSTRAINT TRIGGER coverage_reappointed AFTER UPDATE ON public.appointments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.status IS DISTINCT FROM new.status) OR ((new.status <> 'draft'::text) AND (((old.term_from IS DISTINCT FROM new.term_from) OR (old.term_to IS DISTINCT FROM new.term_to)) OR (old.ended_on IS DISTINCT FROM new.ended_on))))) EXECUTE FUNCTION coverage_follow_one();
CREATE TRIGGER follow_appointment AFTER UPDATE ON public.appointments FOR EACH ROW WHEN (((new.term_to IS DISTINCT FROM old.term_to) OR (new.ended_on IS DISTINCT FROM old.ended_on) OR (new.status = 'revoked'::text))) EXECUTE FUNCTION follow_appointment();
CREATE TRIGGER keep_on_behalf BEFORE UPDATE ON public.appointments FOR EACH ROW EXECUTE FUNCTION keep_on_behalf();
CREATE TRIGGER officer_name AFTER INSERT OR UPDATE OF status, person_name ON public.appointments FOR EACH ROW EXECUTE FUNCTION follow_officer_name();
grant insert, select, update on appointments to opencqo_app;

create table audit_entries (
  chain_id uuid not null,
  seq bigint not null,
  chain_kind text not null,
  at timestamp with time zone not null,
  account_id uuid,
  role text not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  details text not null,
  prev_hash bytea not null,
  hash bytea not null,
  constraint audit_entries_pkey PRIMARY KEY (chain_id, seq),
  constraint audit_entries_chain_kind_check CHECK ((chain_kind = ANY (ARRAY['enterprise'::text, 'workbench'::text, 'unit'::text, 'platform'::text])))
);
alter table audit_entries enable row level security;
create policy append on audit_entries for insert with check (true);
create policy see on audit_entries for select using ((((chain_kind = 'enterprise'::text) AND may_see_enterprise(chain_id)) OR ((chain_kind = 'workbench'::text) AND (chain_id = workbench_chain(app_enterprise()))) OR ((chain_kind = 'unit'::text) AND (chain_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE (s.viewer_id = app_unit())))) OR (app_role() = 'audit-admin'::text)));
CREATE TRIGGER link BEFORE INSERT ON public.audit_entries FOR EACH ROW EXECUTE FUNCTION link_audit_entry();
grant insert, select on audit_entries to opencqo_app;

create table audit_heads (
  chain_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  sealed_seq bigint not null default 0,
  constraint audit_heads_pkey PRIMARY KEY (chain_id)
);
CREATE INDEX audit_heads_unsealed ON public.audit_heads USING btree (chain_id) WHERE (seq > sealed_seq);
-- no row level security;

create table audit_seal_leaves (
  seal_no integer not null,
  "position" integer not null,
  chain_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  constraint audit_seal_leaves_pkey PRIMARY KEY (seal_no, "position"),
  constraint audit_seal_leaves_seal_no_fkey FOREIGN KEY (seal_no) REFERENCES audit_seals(no)
);
CREATE INDEX audit_seal_leaves_by_chain ON public.audit_seal_leaves USING btree (chain_id, seq);
alter table audit_seal_leaves enable row level security;
create policy see on audit_seal_leaves for select using ((app_role() = 'audit-admin'::text));
grant select on audit_seal_leaves to opencqo_app;

create table audit_seals (
  no integer not null,
  sealed_at timestamp with time zone not null,
  leaves integer not null,
  root bytea not null,
  constraint audit_seals_pkey PRIMARY KEY (no)
);
alter table audit_seals enable row level security;
create policy see on audit_seals for select using (((app_role() = 'audit-admin'::text) OR (app_kind() = 'system'::text)));
grant select on audit_seals to opencqo_app;

create table batches (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  batch_no text not null,
  product uuid not null,
  produced_on date not null,
  quantity numeric(18,3),
  equipment uuid,
  department uuid,
  note text,
  status text not null default 'made'::text,
  decided_on date,
  decided_by text,
  basis text,
  constraint batches_enterprise_id_batch_no_key UNIQUE (enterprise_id, batch_no),
  constraint batches_pkey PRIMARY KEY (enterprise_id, id),
  constraint batches_enterprise_id_department_fkey FOREIGN KEY (enterprise_id, department) REFERENCES departments(enterprise_id, id),
  constraint batches_enterprise_id_equipment_fkey FOREIGN KEY (enterprise_id, equipment) REFERENCES equipment(enterprise_id, id),
  constraint batches_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint batches_enterprise_id_product_fkey FOREIGN KEY (enterprise_id, product) REFERENCES products(enterprise_id, id),
  constraint batches_status_check CHECK ((status = ANY (ARRAY['made'::text, 'released'::text, 'withdrawn'::text])))
);
CREATE INDEX batches_by_basis ON public.batches USING btree (enterprise_id, basis, id) INCLUDE (retired_on);
CREATE INDEX batches_by_batch_no ON public.batches USING btree (enterprise_id, batch_no, id) INCLUDE (retired_on);
CREATE INDEX batches_by_decided_by ON public.batches USING btree (enterprise_id, decided_by, id) INCLUDE (retired_on);
CREATE INDEX batches_by_decided_on ON public.batches USING btree (enterprise_id, decided_on, id) INCLUDE (retired_on);
CREATE INDEX batches_by_department ON public.batches USING btree (enterprise_id, department, id) INCLUDE (retired_on);
CREATE INDEX batches_by_equipment ON public.batches USING btree (enterprise_id, equipment, id) INCLUDE (retired_on);
CREATE INDEX batches_by_produced_on ON public.batches USING btree (enterprise_id, produced_on, id) INCLUDE (retired_on);
CREATE INDEX batches_by_product ON public.batches USING btree (enterprise_id, product);
CREATE INDEX batches_by_quantity ON public.batches USING btree (enterprise_id, quantity, id) INCLUDE (retired_on);
CREATE INDEX batches_by_status ON public.batches USING btree (enterprise_id, status, id) INCLUDE (retired_on);
CREATE INDEX batches_found ON public.batches USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX batches_newest ON public.batches USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table batches enable row level security;
create policy own on batches for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER vetoed BEFORE DELETE ON public.batches FOR EACH ROW EXECUTE FUNCTION veto_keeps_its_subject();
grant delete, insert, select, update on batches to opencqo_app;

create table clause_words (
  enterprise_id uuid not null,
  clause text not null,
  seq integer not null,
  kind text not null,
  text text not null,
  file_id uuid,
  valid_until date,
  account_id uuid,
  by_name text not null,
  at timestamp with time zone not null,
  constraint clause_words_pkey PRIMARY KEY (enterprise_id, clause, seq),
  constraint clause_words_enterprise_id_file_id_fkey FOREIGN KEY (enterprise_id, file_id) REFERENCES files(enterprise_id, id),
  constraint clause_words_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint clause_words_check CHECK (((kind = 'statement'::text) OR ((file_id IS NULL) AND (valid_until IS NULL)))),
  constraint clause_words_kind_check CHECK ((kind = ANY (ARRAY['statement'::text, 'not-applicable'::text, 'withdrawn'::text]))),
  constraint clause_words_seq_check CHECK ((seq > 0))
);
alter table clause_words enable row level security;
create policy own on clause_words for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on clause_words to opencqo_app;

create table conformity_openings (
  enterprise_id uuid not null,
  id uuid not null,
  share_id uuid not null,
  how text not null,
  account_id uuid,
  by_name text not null,
  unit_name text not null,
  at timestamp with time zone not null,
  constraint conformity_openings_pkey PRIMARY KEY (enterprise_id, id),
  constraint conformity_openings_enterprise_id_share_id_fkey FOREIGN KEY (enterprise_id, share_id) REFERENCES conformity_shares(enterprise_id, id),
  constraint conformity_openings_how_check CHECK ((how = ANY (ARRAY['read'::text, 'printed'::text])))
);
CREATE INDEX conformity_openings_of ON public.conformity_openings USING btree (enterprise_id, share_id, id);
alter table conformity_openings enable row level security;
create policy mine on conformity_openings for select using ((account_id = app_account()));
create policy opened on conformity_openings for insert with check ((EXISTS ( SELECT 1
   FROM conformity_shares s
  WHERE ((s.enterprise_id = conformity_openings.enterprise_id) AND (s.id = conformity_openings.share_id) AND (s.unit_id = app_unit()) AND (s.withdrawn_at IS NULL)))));
create policy own on conformity_openings for select using ((enterprise_id = app_enterprise()));
grant insert, select on conformity_openings to opencqo_app;

create table conformity_reports (
  enterprise_id uuid not null,
  id uuid not null,
  number text not null,
  made_at timestamp with time zone not null,
  account_id uuid,
  by_name text not null,
  content text not null,
  digest bytea not null,
  constraint conformity_reports_enterprise_id_number_key UNIQUE (enterprise_id, number),
  constraint conformity_reports_pkey PRIMARY KEY (enterprise_id, id),
  constraint conformity_reports_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id)
);
alter table conformity_reports enable row level security;
create policy own on conformity_reports for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
create policy shared on conformity_reports for select using ((EXISTS ( SELECT 1
   FROM conformity_shares s
  WHERE ((s.enterprise_id = conformity_reports.enterprise_id) AND (s.report_id = conformity_reports.id) AND (s.unit_id = app_unit()) AND (s.withdrawn_at IS NULL) AND may_see_enterprise(s.enterprise_id)))));
grant insert, select on conformity_reports to opencqo_app;

create table conformity_shares (
  enterprise_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  unit_id uuid not null,
  shared_at timestamp with time zone not null,
  shared_by uuid,
  shared_by_name text not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by_name text,
  constraint conformity_shares_pkey PRIMARY KEY (enterprise_id, id),
  constraint conformity_shares_enterprise_id_report_id_fkey FOREIGN KEY (enterprise_id, report_id) REFERENCES conformity_reports(enterprise_id, id),
  constraint conformity_shares_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint conformity_shares_check CHECK ((withdrawn_at >= shared_at)),
  constraint conformity_shares_check1 CHECK (((withdrawn_at IS NULL) = (withdrawn_by_name IS NULL)))
);
CREATE INDEX conformity_shares_of_unit ON public.conformity_shares USING btree (unit_id, id) WHERE (withdrawn_at IS NULL);
CREATE UNIQUE INDEX shared_once ON public.conformity_shares USING btree (enterprise_id, report_id, unit_id) WHERE (withdrawn_at IS NULL);
alter table conformity_shares enable row level security;
create policy own on conformity_shares for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
create policy shared on conformity_shares for select using (((unit_id = app_unit()) AND (withdrawn_at IS NULL) AND may_see_enterprise(enterprise_id)));
CREATE TRIGGER only_ends BEFORE UPDATE ON public.conformity_shares FOR EACH ROW EXECUTE FUNCTION share_only_ends();
grant insert, select, update on conformity_shares to opencqo_app;

create table cost_accounts (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  code text not null,
  name text not null,
  class text not null,
  note text,
  constraint cost_accounts_enterprise_id_code_key UNIQUE (enterprise_id, code),
  constraint cost_accounts_enterprise_id_id_class_key UNIQUE (enterprise_id, id, class),
  constraint cost_accounts_pkey PRIMARY KEY (enterprise_id, id),
  constraint cost_accounts_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint cost_accounts_class_check CHECK ((class = ANY (ARRAY['prevention'::text, 'appraisal'::text, 'internal'::text, 'external'::text, 'assurance'::text])))
);
CREATE INDEX cost_accounts_by_class ON public.cost_accounts USING btree (enterprise_id, class, id) INCLUDE (retired_on);
CREATE INDEX cost_accounts_by_code ON public.cost_accounts USING btree (enterprise_id, code, id) INCLUDE (retired_on);
CREATE INDEX cost_accounts_by_name ON public.cost_accounts USING btree (enterprise_id, name, id) INCLUDE (retired_on);
CREATE INDEX cost_accounts_found ON public.cost_accounts USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX cost_accounts_newest ON public.cost_accounts USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table cost_accounts enable row level security;
create policy own on cost_accounts for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on cost_accounts to opencqo_app;

create table cost_bases (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  month text not null,
  revenue bigint,
  total_cost bigint,
  output_value bigint,
  note text,
  constraint cost_bases_enterprise_id_month_key UNIQUE (enterprise_id, month),
  constraint cost_bases_pkey PRIMARY KEY (enterprise_id, id),
  constraint cost_bases_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint cost_bases_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text)),
  constraint cost_bases_output_value_check CHECK ((output_value >= 0)),
  constraint cost_bases_revenue_check CHECK ((revenue >= 0)),
  constraint cost_bases_total_cost_check CHECK ((total_cost >= 0)),
  constraint figures_in_bounds CHECK ((GREATEST(revenue, total_cost, output_value) <= '100000000000000'::bigint))
);
CREATE INDEX cost_bases_by_month ON public.cost_bases USING btree (enterprise_id, month, id) INCLUDE (retired_on);
CREATE INDEX cost_bases_by_output_value ON public.cost_bases USING btree (enterprise_id, output_value, id) INCLUDE (retired_on);
CREATE INDEX cost_bases_by_revenue ON public.cost_bases USING btree (enterprise_id, revenue, id) INCLUDE (retired_on);
CREATE INDEX cost_bases_by_total_cost ON public.cost_bases USING btree (enterprise_id, total_cost, id) INCLUDE (retired_on);
CREATE INDEX cost_bases_found ON public.cost_bases USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX cost_bases_newest ON public.cost_bases USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table cost_bases enable row level security;
create policy own on cost_bases for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER guard BEFORE DELETE OR UPDATE ON public.cost_bases FOR EACH ROW EXECUTE FUNCTION cost_base_guard();
grant delete, insert, select, update on cost_bases to opencqo_app;

create table cost_lines (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  month text not null,
  account uuid not null,
  class text not null,
  department uuid,
  product uuid,
  amount bigint not null,
  what text,
  voucher_no text,
  corrects text,
  source_kind text,
  source_id uuid,
  source_line text,
  source_number text,
  source_path text,
  constraint cost_lines_pkey PRIMARY KEY (enterprise_id, id),
  constraint cost_lines_enterprise_id_account_class_fkey FOREIGN KEY (enterprise_id, account, class) REFERENCES cost_accounts(enterprise_id, id, class),
  constraint cost_lines_enterprise_id_department_fkey FOREIGN KEY (enterprise_id, department) REFERENCES departments(enterprise_id, id),
  constraint cost_lines_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint cost_lines_enterprise_id_product_fkey FOREIGN KEY (enterprise_id, product) REFERENCES products(enterprise_id, id),
  constraint amount_in_bounds CHECK (((amount >= '-1000000000000'::bigint) AND (amount <= '1000000000000'::bigint))),
  constraint cost_lines_corrects_check CHECK ((corrects ~ '^\d{4}-(0[1-9]|1[0-2])$'::text)),
  constraint cost_lines_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text)),
  constraint negative_only_to_correct CHECK (((amount >= 0) OR (corrects IS NOT NULL))),
  constraint whole_source CHECK ((num_nulls(source_kind, source_id, source_line, source_number, source_path) = ANY (ARRAY[0, 5])))
);
CREATE INDEX cost_lines_by_account ON public.cost_lines USING btree (enterprise_id, account, id) INCLUDE (retired_on);
CREATE INDEX cost_lines_by_amount ON public.cost_lines USING btree (enterprise_id, amount, id) INCLUDE (retired_on);
CREATE INDEX cost_lines_by_class ON public.cost_lines USING btree (enterprise_id, class, id) INCLUDE (retired_on);
CREATE INDEX cost_lines_by_corrects ON public.cost_lines USING btree (enterprise_id, corrects, id) INCLUDE (retired_on);
CREATE INDEX cost_lines_by_department ON public.cost_lines USING btree (enterprise_id, department, id) INCLUDE (retired_on);
CREATE INDEX cost_lines_by_month ON public.cost_lines USING btree (enterprise_id, month, id) INCLUDE (retired_on);
CREATE INDEX cost_lines_by_product ON public.cost_lines USING btree (enterprise_id, product, id) INCLUDE (retired_on);
CREATE INDEX cost_lines_by_source_number ON public.cost_lines USING btree (enterprise_id, source_number, id) INCLUDE (retired_on);
CREATE INDEX cost_lines_by_voucher_no ON public.cost_lines USING btree (enterprise_id, voucher_no, id) INCLUDE (retired_on);
CREATE INDEX cost_lines_by_what ON public.cost_lines USING btree (enterprise_id, what, id) INCLUDE (retired_on);
CREATE INDEX cost_lines_found ON public.cost_lines USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX cost_lines_newest ON public.cost_lines USING btree (enterprise_id, id) INCLUDE (retired_on);
CREATE INDEX cost_lines_sums ON public.cost_lines USING btree (enterprise_id, month, account) INCLUDE (class, amount, department, product) WHERE (retired_on IS NULL);
CREATE UNIQUE INDEX cost_lines_known_by ON public.cost_lines USING btree (enterprise_id, month, account, department, product, what, voucher_no, corrects) NULLS NOT DISTINCT WHERE (source_id IS NULL);
CREATE UNIQUE INDEX cost_lines_one_source ON public.cost_lines USING btree (enterprise_id, source_kind, source_id, source_line) WHERE (source_id IS NOT NULL);
alter table cost_lines enable row level security;
create policy own on cost_lines for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER guard BEFORE INSERT OR DELETE OR UPDATE ON public.cost_lines FOR EACH ROW EXECUTE FUNCTION cost_line_guard();
grant delete, insert, select, update on cost_lines to opencqo_app;

create table cost_locks (
  enterprise_id uuid not null,
  month text not null,
  id uuid not null,
  locked_at timestamp with time zone not null,
  locked_by uuid not null,
  locked_by_name text not null,
  lines integer not null,
  prevention bigint not null,
  appraisal bigint not null,
  internal bigint not null,
  external bigint not null,
  assurance bigint not null,
  accounts jsonb not null,
  revenue bigint,
  total_cost bigint,
  output_value bigint,
  digest bytea not null,
  constraint cost_locks_pkey PRIMARY KEY (enterprise_id, month),
  constraint cost_locks_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint cost_locks_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
);
alter table cost_locks enable row level security;
create policy own on cost_locks for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER stays BEFORE DELETE OR UPDATE ON public.cost_locks FOR EACH ROW EXECUTE FUNCTION cost_lock_stays();
grant insert, select on cost_locks to opencqo_app;

create table cost_plans (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  month text not null,
  account uuid,
  class text,
  amount bigint not null,
  note text,
  constraint cost_plans_enterprise_id_month_account_class_key UNIQUE NULLS NOT DISTINCT (enterprise_id, month, account, class),
  constraint cost_plans_pkey PRIMARY KEY (enterprise_id, id),
  constraint cost_plans_enterprise_id_account_fkey FOREIGN KEY (enterprise_id, account) REFERENCES cost_accounts(enterprise_id, id),
  constraint cost_plans_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint account_or_class CHECK ((num_nulls(account, class) = 1)),
  constraint amount_in_bounds CHECK ((amount <= '1000000000000'::bigint)),
  constraint cost_plans_amount_check CHECK ((amount >= 0)),
  constraint cost_plans_class_check CHECK ((class = ANY (ARRAY['prevention'::text, 'appraisal'::text, 'internal'::text, 'external'::text, 'assurance'::text]))),
  constraint cost_plans_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
);
CREATE INDEX cost_plans_by_account ON public.cost_plans USING btree (enterprise_id, account, id) INCLUDE (retired_on);
CREATE INDEX cost_plans_by_amount ON public.cost_plans USING btree (enterprise_id, amount, id) INCLUDE (retired_on);
CREATE INDEX cost_plans_by_class ON public.cost_plans USING btree (enterprise_id, class, id) INCLUDE (retired_on);
CREATE INDEX cost_plans_by_month ON public.cost_plans USING btree (enterprise_id, month, id) INCLUDE (retired_on);
CREATE INDEX cost_plans_found ON public.cost_plans USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX cost_plans_newest ON public.cost_plans USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table cost_plans enable row level security;
create policy own on cost_plans for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on cost_plans to opencqo_app;

create table cost_proposals (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  source_kind text not null,
  source_id uuid not null,
  source_line text not null,
  step integer not null default 1,
  source_number text not null,
  source_path text not null,
  month text not null,
  account_code text not null,
  account uuid,
  department uuid,
  product uuid,
  amount bigint not null,
  what text not null,
  proposed_on date not null,
  standing text not null,
  reason text,
  decided_by text,
  decided_on date,
  line_id uuid,
  constraint cost_proposals_enterprise_id_line_id_key UNIQUE (enterprise_id, line_id),
  constraint cost_proposals_enterprise_id_source_kind_source_id_source_l_key UNIQUE (enterprise_id, source_kind, source_id, source_line, step),
  constraint cost_proposals_pkey PRIMARY KEY (enterprise_id, id),
  constraint cost_proposals_enterprise_id_account_fkey FOREIGN KEY (enterprise_id, account) REFERENCES cost_accounts(enterprise_id, id),
  constraint cost_proposals_enterprise_id_department_fkey FOREIGN KEY (enterprise_id, department) REFERENCES departments(enterprise_id, id),
  constraint cost_proposals_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint cost_proposals_enterprise_id_line_id_fkey FOREIGN KEY (enterprise_id, line_id) REFERENCES cost_lines(enterprise_id, id),
  constraint cost_proposals_enterprise_id_product_fkey FOREIGN KEY (enterprise_id, product) REFERENCES products(enterprise_id, id),
  constraint amount_in_bounds CHECK (((amount >= '-1000000000000'::bigint) AND (amount <= '1000000000000'::bigint))),
  constraint cost_proposals_check CHECK (((standing = 'taken'::text) = (line_id IS NOT NULL))),
  constraint cost_proposals_check1 CHECK (((standing <> 'refused'::text) OR (reason IS NOT NULL))),
  constraint cost_proposals_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text)),
  constraint cost_proposals_state_check CHECK ((standing = ANY (ARRAY['pending'::text, 'taken'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE INDEX cost_proposals_by_account ON public.cost_proposals USING btree (enterprise_id, account, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_by_amount ON public.cost_proposals USING btree (enterprise_id, amount, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_by_decided_by ON public.cost_proposals USING btree (enterprise_id, decided_by, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_by_decided_on ON public.cost_proposals USING btree (enterprise_id, decided_on, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_by_department ON public.cost_proposals USING btree (enterprise_id, department, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_by_month ON public.cost_proposals USING btree (enterprise_id, month, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_by_product ON public.cost_proposals USING btree (enterprise_id, product, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_by_proposed_on ON public.cost_proposals USING btree (enterprise_id, proposed_on, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_by_reason ON public.cost_proposals USING btree (enterprise_id, reason, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_by_source_number ON public.cost_proposals USING btree (enterprise_id, source_number, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_by_standing ON public.cost_proposals USING btree (enterprise_id, standing, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_by_what ON public.cost_proposals USING btree (enterprise_id, what, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_found ON public.cost_proposals USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX cost_proposals_newest ON public.cost_proposals USING btree (enterprise_id, id) INCLUDE (retired_on);
CREATE INDEX cost_proposals_pending ON public.cost_proposals USING btree (enterprise_id, month) WHERE (standing = 'pending'::text);
alter table cost_proposals enable row level security;
create policy own on cost_proposals for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select, update on cost_proposals to opencqo_app;

create table cost_settings (
  enterprise_id uuid not null,
  version integer not null default 1,
  lock_day integer not null,
  constraint cost_settings_pkey PRIMARY KEY (enterprise_id),
  constraint cost_settings_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint cost_settings_lock_day_check CHECK (((lock_day >= 1) AND (lock_day <= 28)))
);
alter table cost_settings enable row level security;
create policy own on cost_settings for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select, update on cost_settings to opencqo_app;

create table cost_targets (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  year integer not null,
  indicator text not null,
  value numeric(9,2) not null,
  note text,
  constraint cost_targets_enterprise_id_year_indicator_key UNIQUE (enterprise_id, year, indicator),
  constraint cost_targets_pkey PRIMARY KEY (enterprise_id, id),
  constraint cost_targets_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint cost_targets_indicator_check CHECK ((indicator = ANY (ARRAY['cost-rate'::text, 'loss-rate'::text, 'prevention-share'::text, 'per-output'::text]))),
  constraint cost_targets_value_check CHECK ((value >= (0)::numeric))
);
CREATE INDEX cost_targets_by_indicator ON public.cost_targets USING btree (enterprise_id, indicator, id) INCLUDE (retired_on);
CREATE INDEX cost_targets_by_value ON public.cost_targets USING btree (enterprise_id, value, id) INCLUDE (retired_on);
CREATE INDEX cost_targets_by_year ON public.cost_targets USING btree (enterprise_id, year, id) INCLUDE (retired_on);
CREATE INDEX cost_targets_found ON public.cost_targets USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX cost_targets_newest ON public.cost_targets USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table cost_targets enable row level security;
create policy own on cost_targets for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on cost_targets to opencqo_app;

create table coverage_heads (
  enterprise_id uuid not null,
  moved boolean not null default false,
  constraint coverage_heads_pkey PRIMARY KEY (enterprise_id)
);
CREATE INDEX coverage_heads_moved ON public.coverage_heads USING btree (enterprise_id) WHERE moved;
alter table coverage_heads enable row level security;
create policy see on coverage_heads for select using (((app_enterprise() IS NULL) AND may_see_enterprise(enterprise_id)));
grant select on coverage_heads to opencqo_app;

create table coverage_standings (
  enterprise_id uuid not null,
  from_on date not null,
  to_on date not null default 'infinity'::date,
  unit_id uuid not null,
  scopes text[] not null,
  measures text[] not null,
  times integer not null default 0,
  constraint coverage_standings_pkey PRIMARY KEY (enterprise_id, from_on),
  constraint coverage_standings_check CHECK ((to_on > from_on))
);
CREATE INDEX coverage_standings_of_unit ON public.coverage_standings USING btree (unit_id, to_on, from_on);
alter table coverage_standings enable row level security;
create policy see on coverage_standings for select using (((app_enterprise() IS NULL) AND may_see_enterprise(enterprise_id)));
grant select on coverage_standings to opencqo_app;

create table coverage_tail (
  unit_id uuid not null,
  id bigint not null generated always as identity,
  scope text not null,
  measure text not null,
  day date not null,
  delta integer not null,
  constraint coverage_tail_pkey PRIMARY KEY (unit_id, id)
);
CREATE INDEX coverage_tail_by_day ON public.coverage_tail USING btree (unit_id, day);
CREATE INDEX coverage_tail_due ON public.coverage_tail USING btree (day);
alter table coverage_tail enable row level security;
create policy see on coverage_tail for select using ((unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE (s.viewer_id = app_unit()))));
grant select on coverage_tail to opencqo_app;

create table coverage_values (
  unit_id uuid not null,
  scope text not null,
  measure text not null,
  day date not null,
  value integer not null,
  constraint coverage_values_pkey PRIMARY KEY (unit_id, scope, measure, day)
);
alter table coverage_values enable row level security;
create policy see on coverage_values for select using ((unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE (s.viewer_id = app_unit()))));
grant select on coverage_values to opencqo_app;

create table credential_records (
  enterprise_id uuid not null,
  id uuid not null,
  kind text not null,
  held boolean not null,
  held_on date,
  issuer text,
  number text,
  person_name text,
  person_key bytea,
  hours integer,
  said_by text not null,
  as_of date not null,
  source text not null,
  note text,
  recorded_at timestamp with time zone not null,
  recorded_by uuid,
  recorded_by_name text not null default ''::text,
  unit_id uuid,
  import_id uuid,
  voids uuid,
  constraint credential_records_pkey PRIMARY KEY (enterprise_id, id),
  constraint credential_records_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint credential_records_enterprise_id_voids_fkey FOREIGN KEY (enterprise_id, voids) REFERENCES credential_records(enterprise_id, id),
  constraint credential_records_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint credential_records_hours_check CHECK ((hours >= 0)),
  constraint credential_records_kind_check CHECK ((kind = ANY (ARRAY['letter'::text, 'training'::text, 'evaluation'::text]))),
  constraint credential_records_source_check CHECK ((source = ANY (ARRAY['survey'::text, 'training'::text, 'certificates'::text, 'import'::text])))
);
CREATE INDEX credential_records_of_import ON public.credential_records USING btree (import_id) WHERE (import_id IS NOT NULL);
CREATE UNIQUE INDEX credential_records_voided_once ON public.credential_records USING btree (enterprise_id, voids) WHERE (voids IS NOT NULL);
alter table credential_records enable row level security;
create policy add on credential_records for insert with check ((((enterprise_id = app_enterprise()) AND (unit_id IS NULL)) OR ((unit_id = app_unit()) AND may_see_enterprise(enterprise_id))));
create policy own_words on credential_records as restrictive for insert with check (((voids IS NULL) OR (app_enterprise() IS NULL) OR (EXISTS ( SELECT 1
   FROM credential_records c
  WHERE ((c.enterprise_id = credential_records.enterprise_id) AND (c.id = credential_records.voids) AND (c.unit_id IS NULL))))));
create policy see on credential_records for select using (may_see_enterprise(enterprise_id));
CREATE TRIGGER coverage_survey AFTER INSERT ON public.credential_records REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION coverage_follow_records();
grant insert, select on credential_records to opencqo_app;

create table cultivation_plan_events (
  unit_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  kind text not null,
  note text not null default ''::text,
  recorded_at timestamp with time zone not null default now(),
  by_unit_id uuid not null,
  account_id uuid,
  account_name text not null,
  constraint cultivation_plan_events_pkey PRIMARY KEY (unit_id, id),
  constraint cultivation_plan_events_by_unit_id_fkey FOREIGN KEY (by_unit_id) REFERENCES org_units(id),
  constraint cultivation_plan_events_unit_id_plan_id_fkey FOREIGN KEY (unit_id, plan_id) REFERENCES cultivation_plans(unit_id, id),
  constraint cultivation_plan_events_kind_check CHECK ((kind = ANY (ARRAY['started'::text, 'submitted'::text, 'withdrawn'::text, 'returned'::text, 'accepted'::text, 'discarded'::text, 'commented'::text])))
);
CREATE INDEX cultivation_plan_events_of ON public.cultivation_plan_events USING btree (unit_id, plan_id, id);
alter table cultivation_plan_events enable row level security;
create policy append on cultivation_plan_events for insert with check (((by_unit_id = app_unit()) AND (EXISTS ( SELECT 1
   FROM cultivation_plans p
  WHERE ((p.unit_id = cultivation_plan_events.unit_id) AND (p.id = cultivation_plan_events.plan_id)))) AND ((kind = 'commented'::text) OR ((unit_id = app_unit()) AND (kind = ANY (ARRAY['started'::text, 'submitted'::text, 'withdrawn'::text, 'discarded'::text]))) OR ((unit_id <> app_unit()) AND (kind = ANY (ARRAY['returned'::text, 'accepted'::text]))))));
create policy see on cultivation_plan_events for select using ((EXISTS ( SELECT 1
   FROM cultivation_plans p
  WHERE ((p.unit_id = cultivation_plan_events.unit_id) AND (p.id = cultivation_plan_events.plan_id)))));
grant insert, select on cultivation_plan_events to opencqo_app;

create table cultivation_plan_members (
  unit_id uuid not null,
  plan_id uuid not null,
  enterprise_id uuid not null,
  name text not null,
  credit_code text not null,
  year integer not null,
  note text not null default ''::text,
  added_at timestamp with time zone not null default now(),
  constraint cultivation_plan_members_pkey PRIMARY KEY (unit_id, plan_id, enterprise_id),
  constraint cultivation_plan_members_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint cultivation_plan_members_unit_id_plan_id_fkey FOREIGN KEY (unit_id, plan_id) REFERENCES cultivation_plans(unit_id, id)
);
CREATE INDEX cultivation_plan_members_of ON public.cultivation_plan_members USING btree (enterprise_id);
alter table cultivation_plan_members enable row level security;
create policy add on cultivation_plan_members for insert with check (((unit_id = app_unit()) AND may_see_enterprise(enterprise_id) AND (EXISTS ( SELECT 1
   FROM cultivation_plans p
  WHERE ((p.unit_id = app_unit()) AND (p.id = cultivation_plan_members.plan_id) AND (p.status = 'draft'::text))))));
create policy change on cultivation_plan_members for update using (((unit_id = app_unit()) AND (EXISTS ( SELECT 1
   FROM cultivation_plans p
  WHERE ((p.unit_id = app_unit()) AND (p.id = cultivation_plan_members.plan_id) AND (p.status = 'draft'::text))))));
create policy remove on cultivation_plan_members for delete using (((unit_id = app_unit()) AND (EXISTS ( SELECT 1
   FROM cultivation_plans p
  WHERE ((p.unit_id = app_unit()) AND (p.id = cultivation_plan_members.plan_id) AND (p.status = 'draft'::text))))));
create policy see on cultivation_plan_members for select using ((EXISTS ( SELECT 1
   FROM cultivation_plans p
  WHERE ((p.unit_id = cultivation_plan_members.unit_id) AND (p.id = cultivation_plan_members.plan_id)))));
grant delete, insert, select, update on cultivation_plan_members to opencqo_app;

create table cultivation_plan_rows (
  unit_id uuid not null,
  plan_id uuid not null,
  "position" integer not null,
  row_unit_id uuid not null,
  via_unit_id uuid not null,
  source_plan_id uuid,
  source_no integer,
  as_of_on date not null,
  place text not null,
  above_scale integer,
  filed integer not null,
  planned integer[] not null,
  unnamed integer[] not null,
  remaining integer not null,
  constraint cultivation_plan_rows_pkey PRIMARY KEY (unit_id, plan_id, "position"),
  constraint cultivation_plan_rows_row_unit_id_fkey FOREIGN KEY (row_unit_id) REFERENCES org_units(id),
  constraint cultivation_plan_rows_unit_id_plan_id_fkey FOREIGN KEY (unit_id, plan_id) REFERENCES cultivation_plans(unit_id, id),
  constraint cultivation_plan_rows_via_unit_id_fkey FOREIGN KEY (via_unit_id) REFERENCES org_units(id)
);
alter table cultivation_plan_rows enable row level security;
create policy keep on cultivation_plan_rows for insert with check (((unit_id = app_unit()) AND (EXISTS ( SELECT 1
   FROM cultivation_plans p
  WHERE ((p.unit_id = app_unit()) AND (p.id = cultivation_plan_rows.plan_id) AND (p.status = 'draft'::text))))));
create policy see on cultivation_plan_rows for select using ((EXISTS ( SELECT 1
   FROM cultivation_plans p
  WHERE ((p.unit_id = cultivation_plan_rows.unit_id) AND (p.id = cultivation_plan_rows.plan_id)))));
grant insert, select on cultivation_plan_rows to opencqo_app;

create table cultivation_plan_supplements (
  unit_id uuid not null,
  plan_id uuid not null,
  year integer not null,
  count integer not null,
  reason text not null,
  constraint cultivation_plan_supplements_pkey PRIMARY KEY (unit_id, plan_id, year),
  constraint cultivation_plan_supplements_unit_id_plan_id_fkey FOREIGN KEY (unit_id, plan_id) REFERENCES cultivation_plans(unit_id, id),
  constraint cultivation_plan_supplements_count_check CHECK ((count > 0)),
  constraint cultivation_plan_supplements_reason_check CHECK ((reason <> ''::text))
);
alter table cultivation_plan_supplements enable row level security;
create policy own on cultivation_plan_supplements for all using (((unit_id = app_unit()) AND (EXISTS ( SELECT 1
   FROM cultivation_plans p
  WHERE ((p.unit_id = app_unit()) AND (p.id = cultivation_plan_supplements.plan_id) AND (p.status = 'draft'::text))))));
create policy see on cultivation_plan_supplements for select using ((EXISTS ( SELECT 1
   FROM cultivation_plans p
  WHERE ((p.unit_id = cultivation_plan_supplements.unit_id) AND (p.id = cultivation_plan_supplements.plan_id)))));
grant delete, insert, select, update on cultivation_plan_supplements to opencqo_app;

create table cultivation_plans (
  unit_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  year integer not null,
  years integer not null,
  no integer not null,
  status text not null default 'draft'::text,
  reason text not null default ''::text,
  parent_id uuid,
  explanation text not null default ''::text,
  warnings jsonb not null default '[]'::jsonb,
  prepared_by text not null default ''::text,
  reviewed_by text not null default ''::text,
  as_of_on date,
  known_at timestamp with time zone,
  pack jsonb,
  basis jsonb not null default '[]'::jsonb,
  due_on date,
  digest text,
  submitted_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by text not null default ''::text,
  defects jsonb not null default '[]'::jsonb,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  constraint cultivation_plans_unit_id_year_no_key UNIQUE (unit_id, year, no),
  constraint cultivation_plans_pkey PRIMARY KEY (unit_id, id),
  constraint cultivation_plans_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES org_units(id),
  constraint cultivation_plans_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint cultivation_plans_check CHECK ((parent_id <> unit_id)),
  constraint cultivation_plans_check1 CHECK (((status = ANY (ARRAY['submitted'::text, 'returned'::text, 'accepted'::text, 'withdrawn'::text])) = (submitted_at IS NOT NULL))),
  constraint cultivation_plans_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text, 'accepted'::text, 'withdrawn'::text, 'discarded'::text]))),
  constraint cultivation_plans_year_check CHECK (((year >= 2000) AND (year <= 2100))),
  constraint cultivation_plans_years_check CHECK (((years >= 1) AND (years <= 5)))
);
CREATE INDEX cultivation_plans_handed_to ON public.cultivation_plans USING btree (parent_id, year) WHERE (status = 'submitted'::text);
CREATE UNIQUE INDEX one_open_plan ON public.cultivation_plans USING btree (unit_id, year) WHERE (status = ANY (ARRAY['draft'::text, 'submitted'::text]));
alter table cultivation_plans enable row level security;
create policy begin on cultivation_plans for insert with check (((unit_id = app_unit()) AND (app_role() <> 'industry-officer'::text)));
create policy decide on cultivation_plans for update using (((parent_id = app_unit()) AND (status = 'submitted'::text))) with check (((parent_id = app_unit()) AND (status = ANY (ARRAY['returned'::text, 'accepted'::text]))));
create policy own on cultivation_plans for update using (((unit_id = app_unit()) AND (status = ANY (ARRAY['draft'::text, 'submitted'::text])))) with check (((unit_id = app_unit()) AND (status = ANY (ARRAY['draft'::text, 'submitted'::text, 'withdrawn'::text, 'discarded'::text]))));
create policy see on cultivation_plans for select using (((unit_id = app_unit()) OR (EXISTS ( SELECT 1
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.unit_id = cultivation_plans.unit_id) AND ((s.covers = 'enterprises'::text) OR (cultivation_plans.submitted_at IS NOT NULL)))))));
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON public.cultivation_plans FOR EACH ROW EXECUTE FUNCTION guard_cultivation_plan();
grant insert, select, update on cultivation_plans to opencqo_app;

create table customers (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  customer_no text not null,
  name text not null,
  region text,
  note text,
  constraint customers_enterprise_id_customer_no_key UNIQUE (enterprise_id, customer_no),
  constraint customers_pkey PRIMARY KEY (enterprise_id, id),
  constraint customers_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id)
);
CREATE INDEX customers_by_customer_no ON public.customers USING btree (enterprise_id, customer_no, id) INCLUDE (retired_on);
CREATE INDEX customers_by_name ON public.customers USING btree (enterprise_id, name, id) INCLUDE (retired_on);
CREATE INDEX customers_by_region ON public.customers USING btree (enterprise_id, region, id) INCLUDE (retired_on);
CREATE INDEX customers_found ON public.customers USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX customers_newest ON public.customers USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table customers enable row level security;
create policy own on customers for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on customers to opencqo_app;

create table defect_templates (
  unit_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  name text not null,
  place text not null,
  why text not null,
  how text not null,
  basis text not null default ''::text,
  "position" integer not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now(),
  constraint defect_templates_unit_id_name_key UNIQUE (unit_id, name),
  constraint defect_templates_pkey PRIMARY KEY (unit_id, id),
  constraint defect_templates_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id)
);
alter table defect_templates enable row level security;
create policy add on defect_templates for insert with check ((unit_id = app_unit()));
create policy change on defect_templates for update using ((unit_id = app_unit()));
create policy remove on defect_templates for delete using ((unit_id = app_unit()));
create policy see on defect_templates for select using (((unit_id = app_unit()) OR (EXISTS ( SELECT 1
   FROM unit_scope s
  WHERE ((s.viewer_id = defect_templates.unit_id) AND (s.unit_id = app_unit()) AND (s.covers = 'all'::text))))));
grant delete, insert, select, update on defect_templates to opencqo_app;

create table departments (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  name text not null,
  head text,
  quality boolean,
  note text,
  above uuid,
  constraint departments_enterprise_id_name_key UNIQUE (enterprise_id, name),
  constraint departments_pkey PRIMARY KEY (enterprise_id, id),
  constraint departments_enterprise_id_above_fkey FOREIGN KEY (enterprise_id, above) REFERENCES departments(enterprise_id, id),
  constraint departments_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id)
);
CREATE INDEX departments_by_above ON public.departments USING btree (enterprise_id, above, id) INCLUDE (retired_on);
CREATE INDEX departments_by_head ON public.departments USING btree (enterprise_id, head, id) INCLUDE (retired_on);
CREATE INDEX departments_by_name ON public.departments USING btree (enterprise_id, name, id) INCLUDE (retired_on);
CREATE INDEX departments_by_quality ON public.departments USING btree (enterprise_id, quality, id) INCLUDE (retired_on);
CREATE INDEX departments_found ON public.departments USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX departments_newest ON public.departments USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table departments enable row level security;
create policy own on departments for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on departments to opencqo_app;

create table duplicate_decisions (
  enterprise_id uuid not null,
  id uuid not null,
  other_id uuid not null,
  decision text not null,
  reason text not null,
  unit_id uuid not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null default now(),
  constraint duplicate_decisions_pkey PRIMARY KEY (enterprise_id, id),
  constraint duplicate_decisions_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id) ON DELETE CASCADE,
  constraint duplicate_decisions_other_id_fkey FOREIGN KEY (other_id) REFERENCES enterprises(id) ON DELETE CASCADE,
  constraint duplicate_decisions_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint duplicate_decisions_check CHECK ((enterprise_id < other_id)),
  constraint duplicate_decisions_decision_check CHECK ((decision = ANY (ARRAY['different'::text, 'merged'::text, 'reopened'::text])))
);
CREATE INDEX duplicate_decisions_of ON public.duplicate_decisions USING btree (enterprise_id, other_id, id);
alter table duplicate_decisions enable row level security;
create policy decide on duplicate_decisions for insert with check (((unit_id = app_unit()) AND may_see_enterprise(enterprise_id) AND may_see_enterprise(other_id)));
create policy see on duplicate_decisions for select using ((may_see_enterprise(enterprise_id) AND (app_enterprise() IS NULL)));
grant insert, select on duplicate_decisions to opencqo_app;

create table duty_marks (
  unit_id uuid not null,
  id uuid not null,
  duty_id text not null,
  period text not null,
  done boolean not null,
  done_on date not null,
  source text not null,
  note text not null default ''::text,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  recorded_by uuid default app_account(),
  recorded_name text not null default ''::text,
  constraint duty_marks_pkey PRIMARY KEY (unit_id, id),
  constraint duty_marks_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint duty_marks_source_check CHECK ((source = ANY (ARRAY['system'::text, 'unit'::text, 'upper'::text])))
);
CREATE INDEX duty_marks_of ON public.duty_marks USING btree (unit_id, duty_id, period);
alter table duty_marks enable row level security;
create policy mark on duty_marks for insert with check (((app_kind() = 'system'::text) OR ((source <> 'upper'::text) AND (unit_id = app_unit())) OR ((source <> 'unit'::text) AND (unit_id <> app_unit()) AND (unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text)))))));
create policy see on duty_marks for select using (((app_kind() = 'system'::text) OR (unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text))))));
grant insert, select on duty_marks to opencqo_app;

create table duty_reminders (
  unit_id uuid not null,
  duty_id text not null,
  period text not null,
  due date not null,
  days integer not null,
  skipped boolean not null,
  sent_at timestamp with time zone not null default now(),
  constraint duty_reminders_pkey PRIMARY KEY (unit_id, duty_id, period, due, days),
  constraint duty_reminders_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id)
);
alter table duty_reminders enable row level security;
create policy jobs on duty_reminders for all using ((app_kind() = 'system'::text)) with check ((app_kind() = 'system'::text));
grant insert, select on duty_reminders to opencqo_app;

create table duty_rules (
  unit_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  kind text not null,
  title text not null,
  counts text not null default ''::text,
  basis text not null default ''::text,
  first_due date not null,
  every text,
  until date,
  roll boolean not null default false,
  levels text[] not null,
  unit_ids uuid[],
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  created_name text not null,
  ended_on date,
  ended_reason text not null default ''::text,
  constraint duty_rules_pkey PRIMARY KEY (unit_id, id),
  constraint duty_rules_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint duty_rules_check CHECK (((until IS NULL) OR (until >= first_due))),
  constraint duty_rules_every_check CHECK ((every = ANY (ARRAY['month'::text, 'quarter'::text, 'half-year'::text, 'year'::text]))),
  constraint duty_rules_kind_check CHECK ((kind = ANY (ARRAY['cultivation-plan'::text, 'upward-report'::text, 'roster'::text, 'survey'::text, 'entry'::text, 'other'::text]))),
  constraint duty_rules_levels_check CHECK (((levels <> '{}'::text[]) AND (levels <@ ARRAY['county'::text, 'city'::text, 'province'::text, 'industry-bureau'::text])))
);
alter table duty_rules enable row level security;
create policy finish on duty_rules for update using ((unit_id = app_unit())) with check ((unit_id = app_unit()));
create policy see on duty_rules for select using (((app_kind() = 'system'::text) OR (EXISTS ( SELECT 1
   FROM unit_scope s
  WHERE ((s.covers = 'all'::text) AND (((s.viewer_id = duty_rules.unit_id) AND (s.unit_id = app_unit())) OR ((s.viewer_id = app_unit()) AND (s.unit_id = duty_rules.unit_id))))))));
create policy set on duty_rules for insert with check ((unit_id = app_unit()));
CREATE TRIGGER keep BEFORE UPDATE ON public.duty_rules FOR EACH ROW EXECUTE FUNCTION keep_duty_rule();
grant insert, select, update on duty_rules to opencqo_app;

create table duty_rulings (
  unit_id uuid not null,
  id uuid not null,
  duty_id text not null,
  period text not null,
  kind text not null,
  new_due date,
  reason text not null,
  by_unit_id uuid not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  recorded_by uuid not null,
  recorded_name text not null,
  constraint duty_rulings_pkey PRIMARY KEY (unit_id, id),
  constraint duty_rulings_by_unit_id_fkey FOREIGN KEY (by_unit_id) REFERENCES org_units(id),
  constraint duty_rulings_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint duty_rulings_check CHECK (((kind = 'extend'::text) = (new_due IS NOT NULL))),
  constraint duty_rulings_kind_check CHECK ((kind = ANY (ARRAY['extend'::text, 'exempt'::text, 'revoke'::text])))
);
CREATE INDEX duty_rulings_of ON public.duty_rulings USING btree (unit_id, duty_id, period);
alter table duty_rulings enable row level security;
create policy rule on duty_rulings for insert with check (((by_unit_id = app_unit()) AND (unit_id <> app_unit()) AND (unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text))))));
create policy see on duty_rulings for select using (((app_kind() = 'system'::text) OR (unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text))))));
grant insert, select on duty_rulings to opencqo_app;

create table duty_settings (
  unit_id uuid not null,
  version integer not null default 1,
  remind_before integer[] not null,
  remind_after integer[] not null,
  report_days integer not null,
  tracked_from date,
  changed_at timestamp with time zone not null default now(),
  changed_by uuid not null,
  constraint duty_settings_pkey PRIMARY KEY (unit_id),
  constraint duty_settings_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint duty_settings_report_days_check CHECK (((report_days >= 0) AND (report_days <= 60)))
);
alter table duty_settings enable row level security;
create policy change on duty_settings for update using ((unit_id = app_unit())) with check ((unit_id = app_unit()));
create policy keep on duty_settings for insert with check ((unit_id = app_unit()));
create policy see on duty_settings for select using (((app_kind() = 'system'::text) OR (EXISTS ( SELECT 1
   FROM unit_scope s
  WHERE ((s.covers = 'all'::text) AND (((s.viewer_id = duty_settings.unit_id) AND (s.unit_id = app_unit())) OR ((s.viewer_id = app_unit()) AND (s.unit_id = duty_settings.unit_id))))))));
grant insert, select, update on duty_settings to opencqo_app;

create table enterprise_size_events (
  enterprise_id uuid not null,
  id bigint not null generated always as identity,
  was text,
  became text,
  effective_on date not null,
  recorded_at timestamp with time zone not null default now(),
  constraint enterprise_size_events_pkey PRIMARY KEY (enterprise_id, id)
);
alter table enterprise_size_events enable row level security;
create policy see on enterprise_size_events for select using (may_see_enterprise(enterprise_id, 'enterprises'::text));
grant select on enterprise_size_events to opencqo_app;

create table enterprise_state_events (
  enterprise_id uuid not null,
  id uuid not null,
  kind text not null,
  ended_as text,
  merged_into uuid,
  effective_on date not null,
  recorded_at timestamp with time zone not null default now(),
  recorded_by uuid,
  note text not null default ''::text,
  constraint enterprise_state_events_pkey PRIMARY KEY (enterprise_id, id),
  constraint enterprise_state_events_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id) ON DELETE CASCADE,
  constraint enterprise_state_events_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES enterprises(id),
  constraint enterprise_state_events_check CHECK (((kind = 'ended'::text) = (ended_as IS NOT NULL))),
  constraint enterprise_state_events_ended_as_check CHECK ((ended_as = ANY (ARRAY['deregistered'::text, 'stopped'::text, 'moved-away'::text, 'duplicate'::text]))),
  constraint enterprise_state_events_kind_check CHECK ((kind = ANY (ARRAY['added'::text, 'corrected'::text, 'ended'::text, 'resumed'::text])))
);
CREATE INDEX enterprise_state_events_merged_into ON public.enterprise_state_events USING btree (merged_into) WHERE (merged_into IS NOT NULL);
alter table enterprise_state_events enable row level security;
create policy append on enterprise_state_events for insert with check ((EXISTS ( SELECT 1
   FROM (enterprises e
     JOIN unit_scope s ON (((s.unit_id = e.unit_id) AND (s.viewer_id = app_unit()) AND (s.covers = 'all'::text))))
  WHERE (e.id = enterprise_state_events.enterprise_id))));
create policy see on enterprise_state_events for select using (may_see_enterprise(enterprise_id, 'enterprises'::text));
CREATE TRIGGER coverage_states AFTER INSERT ON public.enterprise_state_events REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION coverage_follow_states();
grant insert, select on enterprise_state_events to opencqo_app;

create table enterprise_tags (
  enterprise_id uuid not null,
  unit_id uuid not null,
  tag_id uuid not null,
  added_at timestamp with time zone not null default now(),
  constraint enterprise_tags_pkey PRIMARY KEY (enterprise_id, unit_id, tag_id),
  constraint enterprise_tags_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id) ON DELETE CASCADE,
  constraint enterprise_tags_unit_id_tag_id_fkey FOREIGN KEY (unit_id, tag_id) REFERENCES tags(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX enterprise_tags_of ON public.enterprise_tags USING btree (unit_id, tag_id, enterprise_id);
alter table enterprise_tags enable row level security;
create policy own on enterprise_tags for all using ((unit_id = app_unit())) with check (((unit_id = app_unit()) AND may_see_enterprise(enterprise_id, 'enterprises'::text)));
grant delete, insert, select on enterprise_tags to opencqo_app;

create table enterprise_unit_events (
  enterprise_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  effective_on date not null,
  recorded_at timestamp with time zone not null default now(),
  reason text not null,
  constraint enterprise_unit_events_pkey PRIMARY KEY (enterprise_id, id),
  constraint enterprise_unit_events_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id) ON DELETE CASCADE,
  constraint enterprise_unit_events_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id)
);
CREATE INDEX enterprise_unit_events_of ON public.enterprise_unit_events USING btree (unit_id, enterprise_id);
alter table enterprise_unit_events enable row level security;
create policy add on enterprise_unit_events for insert with check ((unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text)))));
create policy see on enterprise_unit_events for select using (may_see_enterprise(enterprise_id, 'enterprises'::text));
CREATE TRIGGER coverage_units AFTER INSERT ON public.enterprise_unit_events REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION coverage_follow_units();
grant insert, select on enterprise_unit_events to opencqo_app;

create table enterprises (
  id uuid not null,
  version integer not null default 1,
  credit_code text not null,
  credit_code_warning boolean not null default false,
  name text not null,
  unit_id uuid not null,
  area_code text,
  address text not null default ''::text,
  registered_on date,
  type_text text not null default ''::text,
  type_code text,
  industry_code text,
  size text,
  declared_above_scale boolean,
  employees integer,
  revenue_wan bigint,
  assets_wan bigint,
  business_scope text not null default ''::text,
  products text not null default ''::text,
  import_id uuid,
  created_at timestamp with time zone not null default now(),
  declared_size text,
  computed_size text,
  figures_year integer,
  code_kind text not null default 'credit-code'::text,
  code_reason text,
  code_reason_by text,
  code_reason_at timestamp with time zone,
  ended_on date,
  ended_as text,
  merged_into uuid,
  search_words text,
  name_key text,
  name_areas text,
  organisation_code text generated always as (
CASE
    WHEN (length(credit_code) = 18) THEN substr(credit_code, 9, 9)
    ELSE NULL::text
END) stored,
  constraint enterprises_credit_code_key UNIQUE (credit_code),
  constraint enterprises_pkey PRIMARY KEY (id),
  constraint enterprises_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES enterprises(id),
  constraint enterprises_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint enterprises_assets_wan_check CHECK ((assets_wan >= 0)),
  constraint enterprises_check CHECK (((ended_on IS NULL) = (ended_as IS NULL))),
  constraint enterprises_check1 CHECK (((merged_into IS NULL) OR (ended_as = 'duplicate'::text))),
  constraint enterprises_code_kind_check CHECK ((code_kind = ANY (ARRAY['credit-code'::text, 'registration-number'::text]))),
  constraint enterprises_computed_size_check CHECK ((computed_size = ANY (ARRAY['大型'::text, '中型'::text, '小型'::text, '微型'::text]))),
  constraint enterprises_declared_size_check CHECK ((declared_size = ANY (ARRAY['大型'::text, '中型'::text, '小型'::text, '微型'::text]))),
  constraint enterprises_employees_check CHECK ((employees >= 0)),
  constraint enterprises_ended_as_check CHECK ((ended_as = ANY (ARRAY['deregistered'::text, 'stopped'::text, 'moved-away'::text, 'duplicate'::text]))),
  constraint enterprises_figures_year_check CHECK (((figures_year >= 1990) AND (figures_year <= 2100))),
  constraint enterprises_revenue_wan_check CHECK ((revenue_wan >= 0)),
  constraint enterprises_size_check CHECK ((size = ANY (ARRAY['大型'::text, '中型'::text, '小型'::text, '微型'::text])))
);
CREATE INDEX enterprises_by_code_start ON public.enterprises USING btree (credit_code text_pattern_ops);
CREATE INDEX enterprises_by_import ON public.enterprises USING btree (import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX enterprises_by_name ON public.enterprises USING btree (name, id) INCLUDE (unit_id);
CREATE INDEX enterprises_by_unit_key ON public.enterprises USING btree (unit_id, name_key) WHERE (ended_on IS NULL);
CREATE INDEX enterprises_by_unit_name ON public.enterprises USING btree (unit_id, name, id) INCLUDE (size, industry_code, ended_on);
CREATE INDEX enterprises_by_unit_organisation ON public.enterprises USING btree (unit_id, organisation_code) WHERE (ended_on IS NULL);
CREATE INDEX enterprises_by_words ON public.enterprises USING gin (((string_to_array(search_words, ' '::text) || (unit_id)::text)));
CREATE INDEX enterprises_merged_into ON public.enterprises USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX enterprises_without_words ON public.enterprises USING btree (id) WHERE (search_words IS NULL);
alter table enterprises enable row level security;
create policy add on enterprises for insert with check ((unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text)))));
create policy change on enterprises for update using (((id = app_enterprise()) OR (unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text))))));
create policy see on enterprises for select using (((id = app_enterprise()) OR (unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE (s.viewer_id = app_unit())))));
create policy undo on enterprises for delete using (((import_id IS NOT NULL) AND (unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text))))));
CREATE TRIGGER coverage_altered AFTER UPDATE ON public.enterprises REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION coverage_follow_altered();
CREATE TRIGGER coverage_entered AFTER INSERT ON public.enterprises REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION coverage_follow_entered();
CREATE TRIGGER coverage_removed AFTER DELETE ON public.enterprises REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION coverage_follow_removed();
CREATE TRIGGER tenant AFTER UPDATE OF unit_id ON public.enterprises FOR EACH ROW EXECUTE FUNCTION follow_responsible_unit();
CREATE TRIGGER tenants_of_gone AFTER DELETE ON public.enterprises REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_gone_enterprises();
CREATE TRIGGER tenants_of_new AFTER INSERT ON public.enterprises REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION follow_new_enterprises();
CREATE TRIGGER words BEFORE UPDATE OF name ON public.enterprises FOR EACH ROW WHEN (((old.name IS DISTINCT FROM new.name) AND (NOT (old.search_words IS DISTINCT FROM new.search_words)))) EXECUTE FUNCTION forget_search_words();
grant delete, insert, select, update on enterprises to opencqo_app;

create table equipment (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  equipment_no text not null,
  name text not null,
  model text,
  department uuid,
  note text,
  status text not null default 'running'::text,
  decided_on date,
  decided_by text,
  basis text,
  constraint equipment_enterprise_id_equipment_no_key UNIQUE (enterprise_id, equipment_no),
  constraint equipment_pkey PRIMARY KEY (enterprise_id, id),
  constraint equipment_enterprise_id_department_fkey FOREIGN KEY (enterprise_id, department) REFERENCES departments(enterprise_id, id),
  constraint equipment_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint equipment_status_check CHECK ((status = ANY (ARRAY['running'::text, 'stopped'::text])))
);
CREATE INDEX equipment_by_basis ON public.equipment USING btree (enterprise_id, basis, id) INCLUDE (retired_on);
CREATE INDEX equipment_by_decided_by ON public.equipment USING btree (enterprise_id, decided_by, id) INCLUDE (retired_on);
CREATE INDEX equipment_by_decided_on ON public.equipment USING btree (enterprise_id, decided_on, id) INCLUDE (retired_on);
CREATE INDEX equipment_by_department ON public.equipment USING btree (enterprise_id, department, id) INCLUDE (retired_on);
CREATE INDEX equipment_by_equipment_no ON public.equipment USING btree (enterprise_id, equipment_no, id) INCLUDE (retired_on);
CREATE INDEX equipment_by_model ON public.equipment USING btree (enterprise_id, model, id) INCLUDE (retired_on);
CREATE INDEX equipment_by_name ON public.equipment USING btree (enterprise_id, name, id) INCLUDE (retired_on);
CREATE INDEX equipment_by_status ON public.equipment USING btree (enterprise_id, status, id) INCLUDE (retired_on);
CREATE INDEX equipment_found ON public.equipment USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX equipment_newest ON public.equipment USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table equipment enable row level security;
create policy own on equipment for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER vetoed BEFORE DELETE ON public.equipment FOR EACH ROW EXECUTE FUNCTION veto_keeps_its_subject();
grant delete, insert, select, update on equipment to opencqo_app;

create table files (
  enterprise_id uuid not null,
  id uuid not null,
  purpose text not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  added_by uuid not null,
  added_at timestamp with time zone not null default now(),
  on_behalf_unit_id uuid,
  constraint files_pkey PRIMARY KEY (enterprise_id, id),
  constraint files_on_behalf_unit_id_fkey FOREIGN KEY (on_behalf_unit_id) REFERENCES org_units(id),
  constraint files_purpose_check CHECK ((purpose = ANY (ARRAY['photo'::text, 'appointment-scan'::text, 'id-scan'::text, 'education-scan'::text, 'qualification-scan'::text, 'confirmation-scan'::text, 'consent-scan'::text, 'evidence'::text, 'record'::text, 'other'::text])))
);
alter table files enable row level security;
create policy add on files for insert with check ((((enterprise_id = app_enterprise()) AND (on_behalf_unit_id IS NULL)) OR ((on_behalf_unit_id = app_unit()) AND responsible_for(enterprise_id))));
create policy see on files for select using (
CASE
    WHEN (purpose = 'record'::text) THEN (enterprise_id = app_enterprise())
    ELSE may_see_enterprise(enterprise_id)
END);
grant insert, select on files to opencqo_app;

create table filing_defects (
  enterprise_id uuid not null,
  filing_id uuid not null,
  round integer not null,
  seq integer not null,
  place text not null,
  why text not null,
  how text not null,
  basis text not null default ''::text,
  answer text,
  constraint filing_defects_pkey PRIMARY KEY (enterprise_id, filing_id, round, seq),
  constraint filing_defects_enterprise_id_filing_id_fkey FOREIGN KEY (enterprise_id, filing_id) REFERENCES filings(enterprise_id, id)
);
alter table filing_defects enable row level security;
create policy answer on filing_defects for update using ((enterprise_id = app_enterprise()));
create policy answer_on_behalf on filing_defects for update using ((EXISTS ( SELECT 1
   FROM filings f
  WHERE ((f.enterprise_id = filing_defects.enterprise_id) AND (f.id = filing_defects.filing_id) AND (f.on_behalf_unit_id = app_unit())))));
create policy see on filing_defects for select using (may_see_enterprise(enterprise_id));
create policy write on filing_defects for insert with check (may_see_enterprise(enterprise_id));
grant insert, select, update on filing_defects to opencqo_app;

create table filing_entries (
  enterprise_id uuid not null,
  filing_id uuid not null,
  unit_id uuid not null,
  registered_at timestamp with time zone not null,
  entered_on date,
  entered_name text,
  entered_at timestamp with time zone,
  constraint filing_entries_pkey PRIMARY KEY (enterprise_id, filing_id),
  constraint filing_entries_enterprise_id_filing_id_fkey FOREIGN KEY (enterprise_id, filing_id) REFERENCES filings(enterprise_id, id),
  constraint filing_entries_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id)
);
CREATE INDEX filing_entries_done ON public.filing_entries USING btree (unit_id, entered_on, filing_id) WHERE (entered_on IS NOT NULL);
CREATE INDEX filing_entries_open ON public.filing_entries USING btree (unit_id, registered_at, filing_id) WHERE (entered_on IS NULL);
CREATE INDEX filing_entries_unit ON public.filing_entries USING btree (enterprise_id);
alter table filing_entries enable row level security;
create policy see on filing_entries for select using ((unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text)))));
grant select on filing_entries to opencqo_app;

create table filing_entry_events (
  enterprise_id uuid not null,
  id uuid not null,
  filing_id uuid not null,
  entered_on date,
  unit_id uuid not null,
  account_id uuid not null,
  account_name text not null,
  note text not null default ''::text,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint filing_entry_events_pkey PRIMARY KEY (enterprise_id, id),
  constraint filing_entry_events_enterprise_id_filing_id_fkey FOREIGN KEY (enterprise_id, filing_id) REFERENCES filings(enterprise_id, id),
  constraint filing_entry_events_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id)
);
CREATE INDEX filing_entry_events_of ON public.filing_entry_events USING btree (enterprise_id, filing_id);
alter table filing_entry_events enable row level security;
create policy record on filing_entry_events for insert with check (((unit_id = app_unit()) AND responsible_for(enterprise_id)));
create policy see on filing_entry_events for select using ((may_see_enterprise(enterprise_id) AND (app_kind() = 'unit'::text)));
CREATE TRIGGER project AFTER INSERT ON public.filing_entry_events FOR EACH ROW EXECUTE FUNCTION project_filing_entry();
grant insert, select on filing_entry_events to opencqo_app;

create table filing_events (
  enterprise_id uuid not null,
  id uuid not null,
  filing_id uuid not null,
  kind text not null,
  effective_on date not null,
  recorded_at timestamp with time zone not null default now(),
  account_id uuid,
  account_name text not null,
  role text not null,
  note text not null default ''::text,
  on_behalf_unit_id uuid,
  constraint filing_events_pkey PRIMARY KEY (enterprise_id, id),
  constraint filing_events_enterprise_id_filing_id_fkey FOREIGN KEY (enterprise_id, filing_id) REFERENCES filings(enterprise_id, id),
  constraint filing_events_on_behalf_unit_id_fkey FOREIGN KEY (on_behalf_unit_id) REFERENCES org_units(id),
  constraint filing_events_kind_check CHECK ((kind = ANY (ARRAY['started'::text, 'confirmed'::text, 'submitted'::text, 'accepted'::text, 'returned'::text, 'withdrawn'::text, 'registered'::text, 'publicized'::text, 'passed'::text, 'changed'::text, 'cancelled'::text])))
);
CREATE INDEX filing_events_of ON public.filing_events USING btree (enterprise_id, filing_id, id);
alter table filing_events enable row level security;
create policy append on filing_events for insert with check ((may_see_enterprise(enterprise_id) AND ((on_behalf_unit_id IS NULL) OR ((on_behalf_unit_id = app_unit()) AND responsible_for(enterprise_id)))));
create policy see on filing_events for select using (may_see_enterprise(enterprise_id));
grant insert, select on filing_events to opencqo_app;

create table filing_number_register (
  filing_no text not null,
  enterprise_id uuid not null,
  filing_id uuid not null,
  constraint filing_number_register_pkey PRIMARY KEY (filing_no)
);
alter table filing_number_register enable row level security;
create policy give on filing_number_register for insert with check (may_see_enterprise(enterprise_id));
create policy see on filing_number_register for select using (may_see_enterprise(enterprise_id));
grant insert, select on filing_number_register to opencqo_app;

create table filing_numbers (
  unit_id uuid not null,
  year integer not null,
  last integer not null,
  constraint filing_numbers_pkey PRIMARY KEY (unit_id, year),
  constraint filing_numbers_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id)
);
alter table filing_numbers enable row level security;
create policy own on filing_numbers for all using ((unit_id = app_unit())) with check ((unit_id = app_unit()));
grant insert, select, update on filing_numbers to opencqo_app;

create table filing_prints (
  unit_id uuid not null,
  id uuid not null,
  status text not null,
  shown text not null,
  purpose text not null default ''::text,
  wanted jsonb not null,
  total integer not null,
  done integer not null default 0,
  left_out jsonb not null default '[]'::jsonb,
  file_id uuid,
  size bigint,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint filing_prints_pkey PRIMARY KEY (unit_id, id),
  constraint filing_prints_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint filing_prints_shown_check CHECK ((shown = ANY (ARRAY['masked'::text, 'full'::text]))),
  constraint filing_prints_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX filing_prints_by_age ON public.filing_prints USING btree (asked_at);
alter table filing_prints enable row level security;
create policy own on filing_prints for all using (((unit_id = app_unit()) AND ((asked_by = app_account()) OR (app_kind() = 'system'::text)))) with check (((unit_id = app_unit()) AND ((asked_by = app_account()) OR (app_kind() = 'system'::text))));
create policy sweep on filing_prints for all using (((app_kind() = 'system'::text) AND (app_unit() IS NULL) AND (app_enterprise() IS NULL)));
grant delete, insert, select, update on filing_prints to opencqo_app;

create table filing_scans (
  enterprise_id uuid not null,
  filing_id uuid not null,
  file_id uuid not null,
  constraint filing_scans_pkey PRIMARY KEY (enterprise_id, filing_id, file_id),
  constraint filing_scans_enterprise_id_file_id_fkey FOREIGN KEY (enterprise_id, file_id) REFERENCES files(enterprise_id, id),
  constraint filing_scans_enterprise_id_filing_id_fkey FOREIGN KEY (enterprise_id, filing_id) REFERENCES filings(enterprise_id, id)
);
alter table filing_scans enable row level security;
create policy see on filing_scans for select using (may_see_enterprise(enterprise_id));
create policy write on filing_scans for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
create policy write_on_behalf on filing_scans for all using ((EXISTS ( SELECT 1
   FROM filings f
  WHERE ((f.enterprise_id = filing_scans.enterprise_id) AND (f.id = filing_scans.filing_id) AND (f.on_behalf_unit_id = app_unit()))))) with check ((EXISTS ( SELECT 1
   FROM filings f
  WHERE ((f.enterprise_id = filing_scans.enterprise_id) AND (f.id = filing_scans.filing_id) AND (f.on_behalf_unit_id = app_unit())))));
grant delete, insert, select on filing_scans to opencqo_app;

create table filings (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  kind text not null default 'new'::text,
  status text not null,
  unit_id uuid not null,
  appointment_id uuid not null,
  form jsonb not null default '{}'::jsonb,
  person_name text not null default ''::text,
  private_sealed bytea,
  id_number_hash bytea,
  photo_id uuid,
  consented_at timestamp with time zone,
  consent_version text,
  confirmed_at timestamp with time zone,
  confirmed_by uuid,
  confirmation_scan_id uuid,
  submitted_at timestamp with time zone,
  accepted_at timestamp with time zone,
  accepted_by uuid,
  registered_at timestamp with time zone,
  registered_by uuid,
  filing_no text,
  verdict jsonb,
  outcome text,
  pack_id text,
  pack_version integer,
  pack_hash text,
  procedure_pack_id text,
  procedure_pack_version integer,
  relaxation_reason text,
  register_reason text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  chain jsonb not null default '[]'::jsonb,
  procedure jsonb,
  asked jsonb,
  procedure_pack_hash text,
  desk_unit_id uuid,
  desk_step text,
  desk_due_on date,
  on_behalf_unit_id uuid,
  on_behalf_name text,
  on_behalf_accounts uuid[] not null default '{}'::uuid[],
  four_eyes_reason text,
  previous_id uuid,
  superseded_at timestamp with time zone,
  cancelled_on date,
  cancelled_at timestamp with time zone,
  cancellation jsonb,
  term_to date,
  left_on date,
  constraint coverage_filed TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint coverage_refiled TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint filings_pkey PRIMARY KEY (enterprise_id, id),
  constraint filings_desk_unit_id_fkey FOREIGN KEY (desk_unit_id) REFERENCES org_units(id),
  constraint filings_enterprise_id_appointment_id_fkey FOREIGN KEY (enterprise_id, appointment_id) REFERENCES appointments(enterprise_id, id),
  constraint filings_enterprise_id_confirmation_scan_id_fkey FOREIGN KEY (enterprise_id, confirmation_scan_id) REFERENCES files(enterprise_id, id),
  constraint filings_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint filings_enterprise_id_photo_id_fkey FOREIGN KEY (enterprise_id, photo_id) REFERENCES files(enterprise_id, id),
  constraint filings_enterprise_id_previous_id_fkey FOREIGN KEY (enterprise_id, previous_id) REFERENCES filings(enterprise_id, id),
  constraint filings_on_behalf_unit_id_fkey FOREIGN KEY (on_behalf_unit_id) REFERENCES org_units(id),
  constraint filings_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint cancel_is_never_in_force CHECK (((kind <> 'cancel'::text) OR (status <> 'registered'::text))),
  constraint cancelled_from_a_day CHECK (((cancelled_on IS NULL) = (cancelled_at IS NULL))),
  constraint cancelled_says_when CHECK (((kind = 'cancel'::text) OR ((status = 'cancelled'::text) = (cancelled_on IS NOT NULL)))),
  constraint cancels_with_reason CHECK (((kind = 'cancel'::text) = (cancellation IS NOT NULL))),
  constraint changed_by_another CHECK (((status <> 'changed'::text) OR (superseded_at IS NOT NULL))),
  constraint confirmed_on_paper CHECK (((confirmed_by IS NULL) OR (NOT (confirmed_by = ANY (on_behalf_accounts))) OR (confirmation_scan_id IS NOT NULL))),
  constraint filings_check1 CHECK (((desk_unit_id IS NOT NULL) = (status = ANY (ARRAY['submitted'::text, 'accepted'::text])))),
  constraint filings_check2 CHECK (((on_behalf_unit_id IS NULL) = (on_behalf_name IS NULL))),
  constraint filings_kind_check CHECK ((kind = ANY (ARRAY['new'::text, 'change'::text, 'replace'::text, 'cancel'::text]))),
  constraint filings_outcome_check CHECK ((outcome = ANY (ARRAY['pass'::text, 'relaxed'::text, 'relaxable'::text, 'fail'::text, 'cannot-tell'::text]))),
  constraint filings_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'accepted'::text, 'registered'::text, 'returned'::text, 'withdrawn'::text, 'changed'::text, 'cancelled'::text]))),
  constraint follows_another CHECK (((kind = 'new'::text) = (previous_id IS NULL))),
  constraint four_eyes CHECK (((registered_by IS NULL) OR (NOT (registered_by = ANY (on_behalf_accounts))) OR (four_eyes_reason IS NOT NULL))),
  constraint numbered_when_registered CHECK (((status = ANY (ARRAY['registered'::text, 'changed'::text, 'cancelled'::text])) = (filing_no IS NOT NULL)))
);
CREATE INDEX filings_by_leaving ON public.filings USING btree (unit_id, left_on, id) WHERE ((status = 'registered'::text) AND (left_on IS NOT NULL));
CREATE INDEX filings_by_number ON public.filings USING btree (filing_no text_pattern_ops) WHERE (filing_no IS NOT NULL);
CREATE INDEX filings_by_person ON public.filings USING btree (id_number_hash) WHERE (id_number_hash IS NOT NULL);
CREATE INDEX filings_by_term ON public.filings USING btree (unit_id, term_to, id) WHERE (status = 'registered'::text);
CREATE INDEX filings_desk ON public.filings USING btree (desk_unit_id, status, submitted_at, id) WHERE (desk_unit_id IS NOT NULL);
CREATE INDEX filings_due ON public.filings USING btree (unit_id, status, desk_due_on) WHERE (desk_due_on IS NOT NULL);
CREATE INDEX filings_following ON public.filings USING btree (unit_id, status, COALESCE(submitted_at, created_at), id) WHERE (kind <> 'new'::text);
CREATE INDEX filings_on_behalf ON public.filings USING btree (on_behalf_unit_id, status) WHERE (on_behalf_unit_id IS NOT NULL);
CREATE INDEX filings_register ON public.filings USING btree (unit_id, status, registered_at, id) INCLUDE (enterprise_id, submitted_at, on_behalf_unit_id);
CREATE INDEX filings_waiting ON public.filings USING btree (unit_id, status, COALESCE(submitted_at, created_at), id);
CREATE UNIQUE INDEX one_in_force ON public.filings USING btree (enterprise_id) WHERE (status = 'registered'::text);
CREATE UNIQUE INDEX one_open_filing ON public.filings USING btree (enterprise_id, appointment_id) WHERE (status = ANY (ARRAY['draft'::text, 'submitted'::text, 'accepted'::text, 'returned'::text]));
CREATE UNIQUE INDEX one_open_follow_up ON public.filings USING btree (enterprise_id) WHERE ((previous_id IS NOT NULL) AND (status = ANY (ARRAY['draft'::text, 'submitted'::text, 'accepted'::text, 'returned'::text])));
alter table filings enable row level security;
create policy change on filings for update using (((enterprise_id = app_enterprise()) OR ((submitted_at IS NOT NULL) AND ((unit_id = app_unit()) OR (desk_unit_id = app_unit()))))) with check (((enterprise_id = app_enterprise()) OR ((submitted_at IS NOT NULL) AND ((unit_id = app_unit()) OR (unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text))))))));
create policy change_on_behalf on filings for update using (((on_behalf_unit_id = app_unit()) AND responsible_for(enterprise_id))) with check ((on_behalf_unit_id = app_unit()));
create policy see on filings for select using (((enterprise_id = app_enterprise()) OR ((submitted_at IS NOT NULL) AND (unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text))))) OR (on_behalf_unit_id = app_unit())));
create policy start on filings for insert with check ((((enterprise_id = app_enterprise()) AND (on_behalf_unit_id IS NULL)) OR ((on_behalf_unit_id = app_unit()) AND (unit_id = app_unit()) AND (status = 'draft'::text) AND responsible_for(enterprise_id))));
CREATE CONSTRAINT TRIGGER coverage_filed AFTER INSERT ON public.filings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.registered_at IS NOT NULL)) EXECUTE FUNCTION coverage_follow_one();
CREATE CONSTRAINT TRIGGER coverage_refiled AFTER UPDATE ON public.filings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.registered_at IS DISTINCT FROM new.registered_at) OR (old.cancelled_on IS DISTINCT FROM new.cancelled_on))) EXECUTE FUNCTION coverage_follow_one();
CREATE TRIGGER keep_registration BEFORE UPDATE ON public.filings FOR EACH ROW EXECUTE FUNCTION keep_registration();
CREATE TRIGGER keep_who_acted BEFORE UPDATE ON public.filings FOR EACH ROW EXECUTE FUNCTION keep_who_acted();
CREATE TRIGGER open_entry AFTER UPDATE OF registered_at ON public.filings FOR EACH ROW WHEN (((old.registered_at IS NULL) AND (new.registered_at IS NOT NULL))) EXECUTE FUNCTION open_filing_entry();
CREATE TRIGGER open_entry_at_once AFTER INSERT ON public.filings FOR EACH ROW WHEN ((new.registered_at IS NOT NULL)) EXECUTE FUNCTION open_filing_entry();
CREATE TRIGGER take_term BEFORE INSERT ON public.filings FOR EACH ROW EXECUTE FUNCTION take_term();
grant insert, select, update on filings to opencqo_app;

create table first_links (
  id uuid not null,
  token_hash bytea not null,
  made_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  replaced_at timestamp with time zone,
  constraint first_links_token_hash_key UNIQUE (token_hash),
  constraint first_links_pkey PRIMARY KEY (id)
);
alter table first_links enable row level security;

create table grants (
  id uuid not null,
  account_id uuid not null,
  role text not null,
  enterprise_id uuid,
  unit_id uuid,
  valid_from timestamp with time zone not null default now(),
  valid_to timestamp with time zone,
  in_charge boolean not null default false,
  ended_reason text,
  ended_by uuid,
  constraint grants_pkey PRIMARY KEY (id),
  constraint grants_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint grants_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts(id),
  constraint grants_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint grants_check CHECK (((role = ANY (ARRAY['filer'::text, 'principal'::text, 'cqo'::text, 'staff'::text, 'auditor'::text])) = (enterprise_id IS NOT NULL))),
  constraint grants_check1 CHECK (((role = ANY (ARRAY['county-officer'::text, 'city-officer'::text, 'province-officer'::text, 'industry-officer'::text])) = (unit_id IS NOT NULL))),
  constraint grants_check2 CHECK (((NOT in_charge) OR (unit_id IS NOT NULL))),
  constraint grants_role_check CHECK ((role = ANY (ARRAY['filer'::text, 'principal'::text, 'cqo'::text, 'staff'::text, 'auditor'::text, 'county-officer'::text, 'city-officer'::text, 'province-officer'::text, 'industry-officer'::text, 'system-admin'::text, 'security-admin'::text, 'audit-admin'::text])))
);
CREATE INDEX grants_by_account ON public.grants USING btree (account_id);
CREATE INDEX grants_by_enterprise ON public.grants USING btree (enterprise_id) WHERE (enterprise_id IS NOT NULL);
CREATE INDEX grants_by_unit ON public.grants USING btree (unit_id) WHERE (unit_id IS NOT NULL);
alter table grants enable row level security;
create policy administer on grants for all using ((app_role() = 'system-admin'::text)) with check ((app_role() = 'system-admin'::text));
create policy colleagues on grants for select using (((enterprise_id = app_enterprise()) OR (unit_id = app_unit())));
create policy finish on grants for update using (may_manage_role(role, enterprise_id, unit_id));
create policy oversee on grants for select using (((app_kind() = 'unit'::text) AND ((unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text)))) OR ((enterprise_id IS NOT NULL) AND may_see_enterprise(enterprise_id)))));
create policy own on grants for select using (((account_id = app_account()) OR (app_kind() = 'sign-in'::text)));
create policy review on grants for select using ((app_role() = ANY (ARRAY['security-admin'::text, 'audit-admin'::text])));
grant insert, select, update on grants to opencqo_app;

create table handovers (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  enterprise_name text not null,
  credit_code text not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  proposed_by_unit uuid not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null default now(),
  effective_on date not null,
  reason text not null,
  status text not null default 'proposed'::text,
  decided_by_unit uuid,
  decided_by uuid,
  decided_at timestamp with time zone,
  note text not null default ''::text,
  constraint handovers_pkey PRIMARY KEY (enterprise_id, id),
  constraint handovers_decided_by_unit_fkey FOREIGN KEY (decided_by_unit) REFERENCES org_units(id),
  constraint handovers_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint handovers_from_unit_id_fkey FOREIGN KEY (from_unit_id) REFERENCES org_units(id),
  constraint handovers_proposed_by_unit_fkey FOREIGN KEY (proposed_by_unit) REFERENCES org_units(id),
  constraint handovers_to_unit_id_fkey FOREIGN KEY (to_unit_id) REFERENCES org_units(id),
  constraint handovers_check CHECK ((from_unit_id <> to_unit_id)),
  constraint handovers_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text])))
);
CREATE INDEX handovers_from ON public.handovers USING btree (from_unit_id, status);
CREATE INDEX handovers_to ON public.handovers USING btree (to_unit_id, status);
CREATE UNIQUE INDEX one_open_handover ON public.handovers USING btree (enterprise_id) WHERE (status = 'proposed'::text);
alter table handovers enable row level security;
create policy see on handovers for select using (((enterprise_id = app_enterprise()) OR (from_unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text)))) OR (to_unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text))))));
grant select on handovers to opencqo_app;

create table hold_attempts (
  enterprise_id uuid not null,
  id uuid not null,
  hold_id uuid not null,
  source_id uuid not null,
  act text not null,
  what text not null,
  at timestamp with time zone not null,
  account_id uuid,
  by_name text not null,
  constraint hold_attempts_pkey PRIMARY KEY (enterprise_id, id),
  constraint hold_attempts_enterprise_id_hold_id_fkey FOREIGN KEY (enterprise_id, hold_id) REFERENCES holds(enterprise_id, id)
);
CREATE INDEX hold_attempts_by_source ON public.hold_attempts USING btree (enterprise_id, source_id, id);
alter table hold_attempts enable row level security;
create policy own on hold_attempts for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on hold_attempts to opencqo_app;

create table holds (
  enterprise_id uuid not null,
  id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  source_number text not null,
  path text not null,
  subject_kind text not null,
  subject_id uuid,
  subject_text text not null,
  acts text[] not null,
  since timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint holds_pkey PRIMARY KEY (enterprise_id, id),
  constraint holds_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint holds_acts_check CHECK ((acts <@ ARRAY['release'::text, 'produce'::text, 'order'::text, 'accept'::text, 'approve'::text, 'use'::text])),
  constraint holds_check CHECK ((ended_at >= since)),
  constraint holds_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['batch'::text, 'product'::text, 'supplier'::text, 'release'::text, 'design'::text, 'purchase'::text, 'equipment'::text, 'instrument'::text])))
);
CREATE INDEX holds_by_source ON public.holds USING btree (enterprise_id, source_id);
CREATE INDEX holds_in_force ON public.holds USING btree (enterprise_id, subject_kind, subject_id) WHERE (ended_at IS NULL);
alter table holds enable row level security;
create policy own on holds for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER only_ends BEFORE UPDATE ON public.holds FOR EACH ROW EXECUTE FUNCTION hold_only_ends();
grant insert, select, update on holds to opencqo_app;

create table idempotency_keys (
  account_id uuid not null,
  key text not null,
  operation text not null,
  request_hash bytea not null,
  answer jsonb,
  at timestamp with time zone not null default now(),
  constraint idempotency_keys_pkey PRIMARY KEY (account_id, key),
  constraint idempotency_keys_key_check CHECK (((length(key) >= 8) AND (length(key) <= 200)))
);
CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (at);
alter table idempotency_keys enable row level security;
create policy own on idempotency_keys for all using ((account_id = app_account())) with check ((account_id = app_account()));
grant delete, insert, select, update on idempotency_keys to opencqo_app;

create table import_rows (
  unit_id uuid not null,
  import_id uuid not null,
  line integer not null,
  outcome text not null,
  message text not null default ''::text,
  before jsonb,
  candidates jsonb,
  decision text,
  enterprise_id uuid,
  applied boolean not null default false,
  name text not null default ''::text,
  credit_code text not null default ''::text,
  credit_code_warning boolean,
  code_kind text,
  address text,
  registered_on date,
  type_text text,
  type_code text,
  business_scope text,
  products text,
  industry_code text,
  declared_size text,
  computed_size text,
  new_year boolean,
  employees integer,
  revenue_wan bigint,
  assets_wan bigint,
  figures_year integer,
  search_words text,
  name_key text,
  name_areas text,
  place_id uuid,
  code_reason text,
  code_reason_by text,
  code_reason_at timestamp with time zone,
  constraint import_rows_pkey PRIMARY KEY (unit_id, import_id, line),
  constraint import_rows_unit_id_import_id_fkey FOREIGN KEY (unit_id, import_id) REFERENCES imports(unit_id, id) ON DELETE CASCADE,
  constraint import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['add'::text, 'change'::text, 'same'::text, 'doubtful'::text, 'reject'::text])))
);
CREATE INDEX import_rows_applied ON public.import_rows USING btree (unit_id, import_id, enterprise_id) WHERE applied;
CREATE INDEX import_rows_doubtful ON public.import_rows USING btree (unit_id, import_id, line) WHERE (outcome = 'doubtful'::text);
alter table import_rows enable row level security;
create policy own on import_rows for all using ((unit_id = app_unit())) with check ((unit_id = app_unit()));
grant delete, insert, select, update on import_rows to opencqo_app;

create table imports (
  unit_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  kind text not null,
  status text not null,
  file_name text not null,
  stored_as text not null,
  sha256 bytea not null,
  size bigint not null,
  mapping jsonb,
  problem text,
  rows_read integer not null default 0,
  rows_total integer,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  doubtful integer not null default 0,
  rejected integer not null default 0,
  cancel_wanted boolean not null default false,
  started_by uuid not null,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint imports_pkey PRIMARY KEY (unit_id, id),
  constraint imports_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint imports_status_check CHECK ((status = ANY (ARRAY['uploaded'::text, 'checking'::text, 'checked'::text, 'applying'::text, 'applied'::text, 'cancelled'::text, 'failed'::text, 'undoing'::text, 'undone'::text])))
);
alter table imports enable row level security;
create policy own on imports for all using ((unit_id = app_unit())) with check ((unit_id = app_unit()));
grant insert, select, update on imports to opencqo_app;

create table incident_bureau_reports (
  enterprise_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  outcome text not null,
  told text not null,
  way text not null default ''::text,
  note text not null default ''::text,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  account_id uuid,
  by_name text not null,
  constraint incident_bureau_reports_pkey PRIMARY KEY (enterprise_id, id),
  constraint incident_bureau_reports_enterprise_id_incident_id_fkey FOREIGN KEY (enterprise_id, incident_id) REFERENCES incidents(enterprise_id, id),
  constraint incident_bureau_reports_outcome_check CHECK ((outcome = ANY (ARRAY['reported'::text, 'not-required'::text])))
);
CREATE INDEX incident_bureau_reports_of ON public.incident_bureau_reports USING btree (enterprise_id, incident_id, at);
alter table incident_bureau_reports enable row level security;
create policy own on incident_bureau_reports for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on incident_bureau_reports to opencqo_app;

create table incident_losses (
  enterprise_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  account text not null,
  month text not null,
  amount_fen bigint not null,
  what text not null,
  changed_at timestamp with time zone not null,
  by_name text not null,
  constraint incident_losses_pkey PRIMARY KEY (enterprise_id, id),
  constraint incident_losses_enterprise_id_incident_id_fkey FOREIGN KEY (enterprise_id, incident_id) REFERENCES incidents(enterprise_id, id),
  constraint incident_losses_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint incident_losses_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text))
);
CREATE INDEX incident_losses_of ON public.incident_losses USING btree (enterprise_id, incident_id);
alter table incident_losses enable row level security;
create policy own on incident_losses for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select, update on incident_losses to opencqo_app;

create table incidents (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  number text not null,
  title text not null,
  kind text not null,
  grade text not null,
  stage text not null,
  what text not null,
  place text,
  department uuid,
  product uuid,
  supplier uuid,
  customer uuid,
  first_known_at timestamp with time zone not null,
  first_known_on date not null,
  reported_at timestamp with time zone not null,
  reported_by uuid,
  reported_by_name text not null,
  source_kind text,
  source_id uuid,
  source_number text,
  source_path text,
  handling jsonb,
  investigation jsonb,
  cause_factor text,
  responsibility jsonb,
  responsible_department uuid,
  responsible_person uuid,
  verification jsonb,
  ending jsonb,
  closed_on date,
  batch uuid,
  equipment uuid,
  risk uuid,
  veto uuid,
  constraint incidents_enterprise_id_number_key UNIQUE (enterprise_id, number),
  constraint incidents_pkey PRIMARY KEY (enterprise_id, id),
  constraint incidents_enterprise_id_batch_fkey FOREIGN KEY (enterprise_id, batch) REFERENCES batches(enterprise_id, id),
  constraint incidents_enterprise_id_customer_fkey FOREIGN KEY (enterprise_id, customer) REFERENCES customers(enterprise_id, id),
  constraint incidents_enterprise_id_department_fkey FOREIGN KEY (enterprise_id, department) REFERENCES departments(enterprise_id, id),
  constraint incidents_enterprise_id_equipment_fkey FOREIGN KEY (enterprise_id, equipment) REFERENCES equipment(enterprise_id, id),
  constraint incidents_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint incidents_enterprise_id_product_fkey FOREIGN KEY (enterprise_id, product) REFERENCES products(enterprise_id, id),
  constraint incidents_enterprise_id_responsible_department_fkey FOREIGN KEY (enterprise_id, responsible_department) REFERENCES departments(enterprise_id, id),
  constraint incidents_enterprise_id_responsible_person_fkey FOREIGN KEY (enterprise_id, responsible_person) REFERENCES staff_members(enterprise_id, id),
  constraint incidents_enterprise_id_risk_fkey FOREIGN KEY (enterprise_id, risk) REFERENCES risks(enterprise_id, id),
  constraint incidents_enterprise_id_supplier_fkey FOREIGN KEY (enterprise_id, supplier) REFERENCES suppliers(enterprise_id, id),
  constraint incidents_enterprise_id_veto_fkey FOREIGN KEY (enterprise_id, veto) REFERENCES vetoes(enterprise_id, id),
  constraint incidents_cause_factor_check CHECK ((cause_factor = ANY (ARRAY['people'::text, 'machine'::text, 'material'::text, 'method'::text, 'environment'::text, 'measurement'::text]))),
  constraint incidents_check CHECK ((first_known_on = ((first_known_at AT TIME ZONE 'Asia/Shanghai'::text))::date)),
  constraint incidents_check1 CHECK ((reported_at >= first_known_at)),
  constraint incidents_check2 CHECK (((stage <> ALL (ARRAY['handled'::text, 'investigated'::text, 'acting'::text, 'verified'::text, 'closed'::text])) OR (handling IS NOT NULL))),
  constraint incidents_check3 CHECK (((stage <> ALL (ARRAY['investigated'::text, 'acting'::text, 'verified'::text, 'closed'::text])) OR ((investigation IS NOT NULL) AND (cause_factor IS NOT NULL)))),
  constraint incidents_check4 CHECK (((stage <> ALL (ARRAY['acting'::text, 'verified'::text, 'closed'::text])) OR (responsibility IS NOT NULL))),
  constraint incidents_check5 CHECK (((stage <> ALL (ARRAY['verified'::text, 'closed'::text])) OR (verification IS NOT NULL))),
  constraint incidents_check6 CHECK (((stage = ANY (ARRAY['closed'::text, 'dismissed'::text])) = (ending IS NOT NULL))),
  constraint incidents_check7 CHECK (((stage = 'closed'::text) = (closed_on IS NOT NULL))),
  constraint incidents_grade_check CHECK ((grade = ANY (ARRAY['general'::text, 'larger'::text, 'major'::text]))),
  constraint incidents_kind_check CHECK ((kind = ANY (ARRAY['hidden-danger'::text, 'accident'::text]))),
  constraint incidents_stage_check CHECK ((stage = ANY (ARRAY['reported'::text, 'handled'::text, 'investigated'::text, 'acting'::text, 'verified'::text, 'closed'::text, 'dismissed'::text])))
);
CREATE INDEX incidents_by_batch ON public.incidents USING btree (enterprise_id, batch, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_cause_factor ON public.incidents USING btree (enterprise_id, cause_factor, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_closed_on ON public.incidents USING btree (enterprise_id, closed_on, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_customer ON public.incidents USING btree (enterprise_id, customer, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_department ON public.incidents USING btree (enterprise_id, department, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_equipment ON public.incidents USING btree (enterprise_id, equipment, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_first_known_on ON public.incidents USING btree (enterprise_id, first_known_on, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_grade ON public.incidents USING btree (enterprise_id, grade, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_kind ON public.incidents USING btree (enterprise_id, kind, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_number ON public.incidents USING btree (enterprise_id, number, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_place ON public.incidents USING btree (enterprise_id, place, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_product ON public.incidents USING btree (enterprise_id, product, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_reported_by_name ON public.incidents USING btree (enterprise_id, reported_by_name, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_responsible_department ON public.incidents USING btree (enterprise_id, responsible_department, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_responsible_person ON public.incidents USING btree (enterprise_id, responsible_person, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_risk ON public.incidents USING btree (enterprise_id, risk, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_source_number ON public.incidents USING btree (enterprise_id, source_number, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_stage ON public.incidents USING btree (enterprise_id, stage, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_supplier ON public.incidents USING btree (enterprise_id, supplier, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_title ON public.incidents USING btree (enterprise_id, title, id) INCLUDE (retired_on);
CREATE INDEX incidents_by_veto ON public.incidents USING btree (enterprise_id, veto, id) INCLUDE (retired_on);
CREATE INDEX incidents_found ON public.incidents USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX incidents_newest ON public.incidents USING btree (enterprise_id, id) INCLUDE (retired_on);
CREATE INDEX incidents_of_risk ON public.incidents USING btree (enterprise_id, risk) WHERE (risk IS NOT NULL);
alter table incidents enable row level security;
create policy own on incidents for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER keep_beginning BEFORE DELETE OR UPDATE ON public.incidents FOR EACH ROW EXECUTE FUNCTION keep_incident_beginning();
grant insert, select, update on incidents to opencqo_app;

create table instrument_certificates (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  instrument uuid not null,
  certified_on date not null,
  certificate_no text not null default '未写证书号'::text,
  tracing text,
  body text,
  conclusion text not null,
  limits text,
  found_off boolean,
  fee bigint,
  valid_until date,
  origin text not null,
  sweep text,
  sweep_since date,
  sweep_uses integer,
  sweep_batches integer,
  evaluation text,
  evaluated_on date,
  evaluated_by text,
  incident_id uuid,
  incident_no text,
  released_on date,
  note text,
  constraint instrument_certificates_pkey PRIMARY KEY (enterprise_id, id),
  constraint instrument_certificates_enterprise_id_instrument_fkey FOREIGN KEY (enterprise_id, instrument) REFERENCES instruments(enterprise_id, id) ON DELETE CASCADE,
  constraint instrument_certificates_conclusion_check CHECK ((conclusion = ANY (ARRAY['pass'::text, 'limited'::text, 'fail'::text]))),
  constraint instrument_certificates_fee_check CHECK ((fee >= 0)),
  constraint instrument_certificates_origin_check CHECK ((origin = ANY (ARRAY['ledger'::text, 'verb'::text]))),
  constraint instrument_certificates_sweep_check CHECK ((sweep = ANY (ARRAY['open'::text, 'no-effect'::text, 'affected'::text]))),
  constraint instrument_certificates_tracing_check CHECK ((tracing = ANY (ARRAY['verification'::text, 'calibration'::text, 'own'::text, 'comparison'::text])))
);
CREATE INDEX instrument_certificates_by_body ON public.instrument_certificates USING btree (enterprise_id, body, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_certificate_no ON public.instrument_certificates USING btree (enterprise_id, certificate_no, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_certified_on ON public.instrument_certificates USING btree (enterprise_id, certified_on, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_conclusion ON public.instrument_certificates USING btree (enterprise_id, conclusion, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_evaluated_by ON public.instrument_certificates USING btree (enterprise_id, evaluated_by, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_evaluated_on ON public.instrument_certificates USING btree (enterprise_id, evaluated_on, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_fee ON public.instrument_certificates USING btree (enterprise_id, fee, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_found_off ON public.instrument_certificates USING btree (enterprise_id, found_off, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_incident_no ON public.instrument_certificates USING btree (enterprise_id, incident_no, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_instrument ON public.instrument_certificates USING btree (enterprise_id, instrument, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_limits ON public.instrument_certificates USING btree (enterprise_id, limits, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_origin ON public.instrument_certificates USING btree (enterprise_id, origin, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_sweep ON public.instrument_certificates USING btree (enterprise_id, sweep, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_sweep_batches ON public.instrument_certificates USING btree (enterprise_id, sweep_batches, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_sweep_since ON public.instrument_certificates USING btree (enterprise_id, sweep_since, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_sweep_uses ON public.instrument_certificates USING btree (enterprise_id, sweep_uses, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_tracing ON public.instrument_certificates USING btree (enterprise_id, tracing, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_by_valid_until ON public.instrument_certificates USING btree (enterprise_id, valid_until, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_found ON public.instrument_certificates USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX instrument_certificates_newest ON public.instrument_certificates USING btree (enterprise_id, id) INCLUDE (retired_on);
CREATE INDEX instrument_certificates_of ON public.instrument_certificates USING btree (enterprise_id, instrument, certified_on);
CREATE INDEX instrument_certificates_open ON public.instrument_certificates USING btree (enterprise_id, id) WHERE (sweep = 'open'::text);
CREATE INDEX instrument_certificates_until ON public.instrument_certificates USING btree (enterprise_id, valid_until) WHERE (retired_on IS NULL);
CREATE UNIQUE INDEX instrument_certificates_once ON public.instrument_certificates USING btree (enterprise_id, instrument, certified_on, certificate_no) WHERE (retired_on IS NULL);
alter table instrument_certificates enable row level security;
create policy own on instrument_certificates for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER keep_evaluated BEFORE DELETE ON public.instrument_certificates FOR EACH ROW EXECUTE FUNCTION keep_evaluated();
grant delete, insert, select, update on instrument_certificates to opencqo_app;

create table instrument_label_colours (
  enterprise_id uuid not null,
  state text not null,
  colour text not null,
  constraint instrument_label_colours_pkey PRIMARY KEY (enterprise_id, state),
  constraint instrument_label_colours_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id)
);
alter table instrument_label_colours enable row level security;
create policy own on instrument_label_colours for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on instrument_label_colours to opencqo_app;

create table instrument_uses (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  instrument uuid not null,
  used_on date not null,
  batch_no text not null,
  characteristic text not null,
  product uuid,
  reading text,
  result text,
  used_by text,
  fitness text not null,
  note text,
  constraint instrument_uses_enterprise_id_instrument_used_on_batch_no_c_key UNIQUE (enterprise_id, instrument, used_on, batch_no, characteristic),
  constraint instrument_uses_pkey PRIMARY KEY (enterprise_id, id),
  constraint instrument_uses_enterprise_id_instrument_fkey FOREIGN KEY (enterprise_id, instrument) REFERENCES instruments(enterprise_id, id),
  constraint instrument_uses_enterprise_id_product_fkey FOREIGN KEY (enterprise_id, product) REFERENCES products(enterprise_id, id),
  constraint instrument_uses_fitness_check CHECK ((fitness = ANY (ARRAY['ready'::text, 'limited'::text, 'pending'::text, 'overdue'::text, 'forbidden'::text, 'stopped'::text, 'sealed'::text, 'scrapped'::text]))),
  constraint instrument_uses_result_check CHECK ((result = ANY (ARRAY['pass'::text, 'fail'::text])))
);
CREATE INDEX instrument_uses_by_batch_no ON public.instrument_uses USING btree (enterprise_id, batch_no, id) INCLUDE (retired_on);
CREATE INDEX instrument_uses_by_characteristic ON public.instrument_uses USING btree (enterprise_id, characteristic, id) INCLUDE (retired_on);
CREATE INDEX instrument_uses_by_fitness ON public.instrument_uses USING btree (enterprise_id, fitness, id) INCLUDE (retired_on);
CREATE INDEX instrument_uses_by_instrument ON public.instrument_uses USING btree (enterprise_id, instrument, id) INCLUDE (retired_on);
CREATE INDEX instrument_uses_by_product ON public.instrument_uses USING btree (enterprise_id, product, id) INCLUDE (retired_on);
CREATE INDEX instrument_uses_by_reading ON public.instrument_uses USING btree (enterprise_id, reading, id) INCLUDE (retired_on);
CREATE INDEX instrument_uses_by_result ON public.instrument_uses USING btree (enterprise_id, result, id) INCLUDE (retired_on);
CREATE INDEX instrument_uses_by_used_by ON public.instrument_uses USING btree (enterprise_id, used_by, id) INCLUDE (retired_on);
CREATE INDEX instrument_uses_by_used_on ON public.instrument_uses USING btree (enterprise_id, used_on, id) INCLUDE (retired_on);
CREATE INDEX instrument_uses_found ON public.instrument_uses USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX instrument_uses_newest ON public.instrument_uses USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table instrument_uses enable row level security;
create policy own on instrument_uses for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER judge_use BEFORE INSERT OR UPDATE OF instrument, used_on ON public.instrument_uses FOR EACH ROW EXECUTE FUNCTION judge_use();
grant delete, insert, select, update on instrument_uses to opencqo_app;

create table instruments (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  instrument_no text not null,
  name text not null,
  model text,
  accuracy text,
  measuring_range text,
  factory_no text,
  maker text,
  department uuid,
  keeper uuid,
  category text,
  mandatory boolean,
  tracing text,
  cycle_months integer,
  last_on date,
  certificate_no text,
  body text,
  conclusion text,
  due_on date,
  basis text not null default 'none'::text,
  standing text not null default 'in-use'::text,
  standing_since date,
  standing_why text,
  note text,
  called text not null default ''::text,
  constraint instruments_enterprise_id_instrument_no_key UNIQUE (enterprise_id, instrument_no),
  constraint instruments_pkey PRIMARY KEY (enterprise_id, id),
  constraint instruments_enterprise_id_department_fkey FOREIGN KEY (enterprise_id, department) REFERENCES departments(enterprise_id, id),
  constraint instruments_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint instruments_enterprise_id_keeper_fkey FOREIGN KEY (enterprise_id, keeper) REFERENCES staff_members(enterprise_id, id),
  constraint instruments_basis_check CHECK ((basis = ANY (ARRAY['certified'::text, 'failed'::text, 'none'::text, 'exempt'::text]))),
  constraint instruments_category_check CHECK ((category = ANY (ARRAY['a'::text, 'b'::text, 'c'::text]))),
  constraint instruments_conclusion_check CHECK ((conclusion = ANY (ARRAY['pass'::text, 'limited'::text, 'fail'::text]))),
  constraint instruments_cycle_months_check CHECK (((cycle_months >= 1) AND (cycle_months <= 240))),
  constraint instruments_standing_check CHECK ((standing = ANY (ARRAY['in-use'::text, 'stopped'::text, 'sealed'::text, 'scrapped'::text]))),
  constraint instruments_tracing_check CHECK ((tracing = ANY (ARRAY['verification'::text, 'calibration'::text, 'own'::text, 'comparison'::text])))
);
CREATE INDEX instruments_by_accuracy ON public.instruments USING btree (enterprise_id, accuracy, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_basis ON public.instruments USING btree (enterprise_id, basis, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_body ON public.instruments USING btree (enterprise_id, body, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_called ON public.instruments USING btree (enterprise_id, called, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_category ON public.instruments USING btree (enterprise_id, category, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_certificate_no ON public.instruments USING btree (enterprise_id, certificate_no, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_conclusion ON public.instruments USING btree (enterprise_id, conclusion, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_cycle_months ON public.instruments USING btree (enterprise_id, cycle_months, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_department ON public.instruments USING btree (enterprise_id, department, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_due_on ON public.instruments USING btree (enterprise_id, due_on, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_factory_no ON public.instruments USING btree (enterprise_id, factory_no, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_instrument_no ON public.instruments USING btree (enterprise_id, instrument_no, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_keeper ON public.instruments USING btree (enterprise_id, keeper, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_last_on ON public.instruments USING btree (enterprise_id, last_on, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_maker ON public.instruments USING btree (enterprise_id, maker, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_mandatory ON public.instruments USING btree (enterprise_id, mandatory, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_measuring_range ON public.instruments USING btree (enterprise_id, measuring_range, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_model ON public.instruments USING btree (enterprise_id, model, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_name ON public.instruments USING btree (enterprise_id, name, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_standing ON public.instruments USING btree (enterprise_id, standing, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_standing_since ON public.instruments USING btree (enterprise_id, standing_since, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_standing_why ON public.instruments USING btree (enterprise_id, standing_why, id) INCLUDE (retired_on);
CREATE INDEX instruments_by_tracing ON public.instruments USING btree (enterprise_id, tracing, id) INCLUDE (retired_on);
CREATE INDEX instruments_due ON public.instruments USING btree (enterprise_id, due_on) WHERE (due_on IS NOT NULL);
CREATE INDEX instruments_found ON public.instruments USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX instruments_newest ON public.instruments USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table instruments enable row level security;
create policy own on instruments for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER call_instrument BEFORE INSERT OR UPDATE ON public.instruments FOR EACH ROW EXECUTE FUNCTION call_instrument();
CREATE TRIGGER keep_certificate AFTER UPDATE OF last_on, certificate_no, conclusion, cycle_months ON public.instruments FOR EACH ROW EXECUTE FUNCTION keep_certificate();
CREATE TRIGGER keep_first_certificates AFTER INSERT ON public.instruments REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_first_certificates();
CREATE TRIGGER vetoed BEFORE DELETE ON public.instruments FOR EACH ROW EXECUTE FUNCTION veto_keeps_its_subject();
grant delete, insert, select, update on instruments to opencqo_app;

create table invitations (
  id uuid not null,
  token_hash bytea not null,
  role text not null,
  enterprise_id uuid,
  unit_id uuid,
  in_charge boolean not null default false,
  name text not null,
  invited_by uuid not null,
  invited_as text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  accepted_by uuid,
  revoked_at timestamp with time zone,
  constraint invitations_token_hash_key UNIQUE (token_hash),
  constraint invitations_pkey PRIMARY KEY (id),
  constraint invitations_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES accounts(id),
  constraint invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES accounts(id),
  constraint invitations_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint invitations_check CHECK (((NOT in_charge) OR (unit_id IS NOT NULL))),
  constraint invitations_check1 CHECK (((role = ANY (ARRAY['filer'::text, 'principal'::text, 'cqo'::text, 'staff'::text, 'auditor'::text])) = (enterprise_id IS NOT NULL))),
  constraint invitations_check2 CHECK (((role = ANY (ARRAY['county-officer'::text, 'city-officer'::text, 'province-officer'::text, 'industry-officer'::text])) = (unit_id IS NOT NULL)))
);
CREATE INDEX invitations_by_enterprise ON public.invitations USING btree (enterprise_id) WHERE (enterprise_id IS NOT NULL);
CREATE INDEX invitations_by_unit ON public.invitations USING btree (unit_id) WHERE (unit_id IS NOT NULL);
alter table invitations enable row level security;
create policy invite on invitations for insert with check (((invited_by = app_account()) AND may_manage_role(role, enterprise_id, unit_id)));
create policy manage on invitations for select using (may_manage_role(role, enterprise_id, unit_id));
create policy review on invitations for select using ((app_role() = ANY (ARRAY['security-admin'::text, 'audit-admin'::text])));
create policy revoke on invitations for update using (may_manage_role(role, enterprise_id, unit_id));
grant insert, select, update on invitations to opencqo_app;

create table ledger_attachments (
  enterprise_id uuid not null,
  id uuid not null,
  ledger text not null,
  record_id uuid not null,
  file_id uuid not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  account_id uuid,
  by_name text not null,
  at timestamp with time zone not null,
  constraint ledger_attachments_enterprise_id_record_id_file_id_key UNIQUE (enterprise_id, record_id, file_id),
  constraint ledger_attachments_pkey PRIMARY KEY (enterprise_id, id),
  constraint ledger_attachments_enterprise_id_file_id_fkey FOREIGN KEY (enterprise_id, file_id) REFERENCES files(enterprise_id, id)
);
alter table ledger_attachments enable row level security;
create policy own on ledger_attachments for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on ledger_attachments to opencqo_app;

create table ledger_events (
  enterprise_id uuid not null,
  id uuid not null,
  ledger text not null,
  record_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  account_id uuid,
  by_name text not null,
  note text not null default ''::text,
  changes jsonb not null default '[]'::jsonb,
  constraint ledger_events_pkey PRIMARY KEY (enterprise_id, id)
);
CREATE INDEX ledger_events_of ON public.ledger_events USING btree (enterprise_id, record_id, id);
alter table ledger_events enable row level security;
create policy own on ledger_events for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on ledger_events to opencqo_app;

create table ledger_import_rows (
  enterprise_id uuid not null,
  import_id uuid not null,
  line integer not null,
  outcome text not null,
  record_id uuid,
  message text not null default ''::text,
  "values" jsonb,
  before jsonb,
  constraint ledger_import_rows_pkey PRIMARY KEY (enterprise_id, import_id, line),
  constraint ledger_import_rows_enterprise_id_import_id_fkey FOREIGN KEY (enterprise_id, import_id) REFERENCES ledger_imports(enterprise_id, id) ON DELETE CASCADE,
  constraint ledger_import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['add'::text, 'change'::text, 'same'::text, 'reject'::text])))
);
alter table ledger_import_rows enable row level security;
create policy own on ledger_import_rows for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on ledger_import_rows to opencqo_app;

create table ledger_imports (
  enterprise_id uuid not null,
  id uuid not null,
  ledger text not null,
  status text not null,
  file_name text not null,
  stored_as text not null,
  sha256 bytea not null,
  problem text,
  mapping jsonb not null default '{}'::jsonb,
  rows_read integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  same integer not null default 0,
  rejected integer not null default 0,
  started_by uuid not null,
  started_by_name text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  into_called text,
  constraint ledger_imports_pkey PRIMARY KEY (enterprise_id, id),
  constraint ledger_imports_status_check CHECK ((status = ANY (ARRAY['checking'::text, 'checked'::text, 'applying'::text, 'applied'::text, 'cancelled'::text, 'failed'::text, 'undone'::text])))
);
CREATE INDEX ledger_imports_by_age ON public.ledger_imports USING btree (started_at);
alter table ledger_imports enable row level security;
create policy own on ledger_imports for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on ledger_imports to opencqo_app;

create table ledger_reminders (
  enterprise_id uuid not null,
  record_id uuid not null,
  due_on date not null,
  days integer not null,
  at timestamp with time zone not null,
  constraint ledger_reminders_pkey PRIMARY KEY (enterprise_id, record_id, due_on, days)
);
alter table ledger_reminders enable row level security;
create policy own on ledger_reminders for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on ledger_reminders to opencqo_app;

create table list_views (
  enterprise_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  list text not null,
  name text not null,
  query text not null,
  saved_at timestamp with time zone not null,
  constraint list_views_enterprise_id_account_id_list_name_key UNIQUE (enterprise_id, account_id, list, name),
  constraint list_views_pkey PRIMARY KEY (enterprise_id, id)
);
alter table list_views enable row level security;
create policy own on list_views for all using (((enterprise_id = app_enterprise()) AND (account_id = app_account()))) with check (((enterprise_id = app_enterprise()) AND (account_id = app_account())));
grant delete, insert, select, update on list_views to opencqo_app;

create table notice_contacts (
  account_id uuid not null,
  version integer not null default 1,
  mobile_sealed bytea,
  email_sealed bytea,
  by_http boolean not null default true,
  by_email boolean not null default true,
  changed_at timestamp with time zone not null default now(),
  constraint notice_contacts_pkey PRIMARY KEY (account_id),
  constraint notice_contacts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
);
alter table notice_contacts enable row level security;
create policy own on notice_contacts for all using ((account_id = app_account())) with check ((account_id = app_account()));
create policy send on notice_contacts for select using ((app_kind() = 'system'::text));
grant insert, select, update on notice_contacts to opencqo_app;

create table notice_reads (
  account_id uuid not null,
  notice_id uuid not null,
  at timestamp with time zone not null default now(),
  constraint notice_reads_pkey PRIMARY KEY (account_id, notice_id),
  constraint notice_reads_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notices(id) ON DELETE CASCADE
);
alter table notice_reads enable row level security;
create policy own on notice_reads for all using ((account_id = app_account())) with check ((account_id = app_account()));
grant insert, select on notice_reads to opencqo_app;

create table notices (
  id uuid not null,
  enterprise_id uuid,
  unit_id uuid,
  kind text not null,
  title text not null,
  body text not null,
  link text,
  at timestamp with time zone not null default now(),
  admin_role text,
  account_id uuid,
  in_workbench boolean not null default false,
  constraint notices_pkey PRIMARY KEY (id),
  constraint notices_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint notices_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint notices_admin_role_check CHECK ((admin_role = ANY (ARRAY['system-admin'::text, 'security-admin'::text, 'audit-admin'::text]))),
  constraint notices_personal_of_enterprise CHECK (((account_id IS NULL) OR (enterprise_id IS NOT NULL))),
  constraint notices_to_one CHECK ((num_nonnulls(enterprise_id, unit_id, admin_role) = 1))
);
CREATE INDEX notices_by_admin ON public.notices USING btree (admin_role, id DESC) WHERE (admin_role IS NOT NULL);
CREATE INDEX notices_by_enterprise ON public.notices USING btree (enterprise_id, id DESC) WHERE (enterprise_id IS NOT NULL);
CREATE INDEX notices_by_unit ON public.notices USING btree (unit_id, id DESC) WHERE (unit_id IS NOT NULL);
alter table notices enable row level security;
create policy post on notices for insert with check ((app_kind() = ANY (ARRAY['enterprise'::text, 'unit'::text, 'system'::text])));
create policy post_administrators on notices for insert with check ((app_kind() = 'admin'::text));
create policy post_as_administrator on notices for insert with check ((app_role() = 'system-admin'::text));
create policy see on notices for select using ((((enterprise_id = app_enterprise()) AND ((account_id IS NULL) OR (account_id = app_account())) AND ((app_role() <> 'staff'::text) OR in_workbench OR (account_id IS NOT NULL))) OR (unit_id = app_unit()) OR ((app_kind() = 'admin'::text) AND (admin_role = app_role()))));
grant insert, select on notices to opencqo_app;

create table officer_names (
  enterprise_id uuid not null,
  appointment_id uuid not null,
  name text not null,
  words text,
  constraint officer_names_pkey PRIMARY KEY (enterprise_id, appointment_id),
  constraint officer_names_enterprise_id_appointment_id_fkey FOREIGN KEY (enterprise_id, appointment_id) REFERENCES appointments(enterprise_id, id) ON DELETE CASCADE
);
CREATE INDEX officer_names_by_words ON public.officer_names USING gin (string_to_array(words, ' '::text));
CREATE INDEX officer_names_without_words ON public.officer_names USING btree (enterprise_id) WHERE (words IS NULL);
alter table officer_names enable row level security;
create policy see on officer_names for select using (may_see_enterprise(enterprise_id));
grant select on officer_names to opencqo_app;

create table opinions (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  number text not null,
  title text not null,
  kind text not null,
  matter text not null,
  body text not null,
  status text not null,
  author text not null,
  put_on date not null,
  addressee text not null,
  addressee_staff uuid,
  answer_by date,
  waits_until date,
  answer text,
  answered_by text,
  answered_on date,
  constraint opinions_enterprise_id_number_key UNIQUE (enterprise_id, number),
  constraint opinions_pkey PRIMARY KEY (enterprise_id, id),
  constraint opinions_enterprise_id_addressee_staff_fkey FOREIGN KEY (enterprise_id, addressee_staff) REFERENCES staff_members(enterprise_id, id),
  constraint opinions_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint opinions_check CHECK (((status = 'waiting'::text) = (answered_on IS NULL))),
  constraint opinions_check1 CHECK (((status = 'waiting'::text) OR ((answer <> ''::text) AND (answered_by IS NOT NULL)))),
  constraint opinions_check2 CHECK (((waits_until IS NULL) OR (status = 'waiting'::text))),
  constraint opinions_check3 CHECK (((kind = 'approval'::text) OR (status <> ALL (ARRAY['approved'::text, 'conditional'::text, 'refused'::text])))),
  constraint opinions_check4 CHECK (((kind <> 'approval'::text) OR (status <> ALL (ARRAY['adopted'::text, 'partly'::text, 'declined'::text])))),
  constraint opinions_kind_check CHECK ((kind = ANY (ARRAY['opinion'::text, 'proposal'::text, 'approval'::text]))),
  constraint opinions_matter_check CHECK ((matter = ANY (ARRAY['business'::text, 'planning'::text, 'measures'::text, 'personnel'::text, 'rewards'::text, 'plans'::text, 'budget'::text, 'other'::text]))),
  constraint opinions_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'adopted'::text, 'partly'::text, 'declined'::text, 'approved'::text, 'conditional'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE INDEX opinions_by_addressee ON public.opinions USING btree (enterprise_id, addressee, id) INCLUDE (retired_on);
CREATE INDEX opinions_by_addressee_staff ON public.opinions USING btree (enterprise_id, addressee_staff, id) INCLUDE (retired_on);
CREATE INDEX opinions_by_answer_by ON public.opinions USING btree (enterprise_id, answer_by, id) INCLUDE (retired_on);
CREATE INDEX opinions_by_answered_by ON public.opinions USING btree (enterprise_id, answered_by, id) INCLUDE (retired_on);
CREATE INDEX opinions_by_answered_on ON public.opinions USING btree (enterprise_id, answered_on, id) INCLUDE (retired_on);
CREATE INDEX opinions_by_author ON public.opinions USING btree (enterprise_id, author, id) INCLUDE (retired_on);
CREATE INDEX opinions_by_kind ON public.opinions USING btree (enterprise_id, kind, id) INCLUDE (retired_on);
CREATE INDEX opinions_by_matter ON public.opinions USING btree (enterprise_id, matter, id) INCLUDE (retired_on);
CREATE INDEX opinions_by_number ON public.opinions USING btree (enterprise_id, number, id) INCLUDE (retired_on);
CREATE INDEX opinions_by_put_on ON public.opinions USING btree (enterprise_id, put_on, id) INCLUDE (retired_on);
CREATE INDEX opinions_by_status ON public.opinions USING btree (enterprise_id, status, id) INCLUDE (retired_on);
CREATE INDEX opinions_by_title ON public.opinions USING btree (enterprise_id, title, id) INCLUDE (retired_on);
CREATE INDEX opinions_by_waits_until ON public.opinions USING btree (enterprise_id, waits_until, id) INCLUDE (retired_on);
CREATE INDEX opinions_found ON public.opinions USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX opinions_newest ON public.opinions USING btree (enterprise_id, id) INCLUDE (retired_on);
CREATE INDEX opinions_waiting ON public.opinions USING btree (enterprise_id, waits_until) WHERE (waits_until IS NOT NULL);
alter table opinions enable row level security;
create policy discreet on opinions as restrictive for select using (((matter <> 'personnel'::text) OR (app_role() <> 'staff'::text) OR (EXISTS ( SELECT 1
   FROM (staff_members s
     JOIN accounts a ON ((a.login = lower(s.login))))
  WHERE ((s.enterprise_id = opinions.enterprise_id) AND (s.id = opinions.addressee_staff) AND (a.id = app_account()))))));
create policy own on opinions for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER keeps_its_word BEFORE UPDATE ON public.opinions FOR EACH ROW EXECUTE FUNCTION opinion_keeps_its_word();
grant insert, select, update on opinions to opencqo_app;

create table org_unit_events (
  unit_id uuid not null,
  id uuid not null,
  seq bigint not null generated always as identity,
  deed_id uuid not null,
  kind text not null,
  effective_on date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  account_id uuid,
  account_name text not null,
  patch jsonb not null default '{}'::jsonb,
  voids uuid,
  reason text not null default ''::text,
  constraint org_unit_events_pkey PRIMARY KEY (unit_id, id),
  constraint org_unit_events_check CHECK (((kind = 'undone'::text) = (voids IS NOT NULL))),
  constraint org_unit_events_kind_check CHECK ((kind = ANY (ARRAY['planted'::text, 'added'::text, 'changed'::text, 'ended'::text, 'undone'::text])))
);
CREATE INDEX org_unit_events_by_deed ON public.org_unit_events USING btree (deed_id);
alter table org_unit_events enable row level security;
create policy record on org_unit_events for insert with check ((app_role() = 'system-admin'::text));
create policy see on org_unit_events for select using ((app_kind() = ANY (ARRAY['admin'::text, 'unit'::text, 'system'::text])));
grant insert, select on org_unit_events to opencqo_app;

create table org_unit_numbering_codes (
  code text not null,
  unit_id uuid not null,
  constraint org_unit_numbering_codes_pkey PRIMARY KEY (code)
);
alter table org_unit_numbering_codes enable row level security;
create policy keep on org_unit_numbering_codes for insert with check ((app_role() = 'system-admin'::text));
create policy release on org_unit_numbering_codes for delete using ((app_role() = 'system-admin'::text));
create policy see on org_unit_numbering_codes for select using (true);
grant delete, insert, select on org_unit_numbering_codes to opencqo_app;

create table org_units (
  id uuid not null,
  parent_id uuid,
  name text not null,
  short_name text not null,
  line text not null,
  level text not null,
  kind text not null,
  area_code text,
  numbering_code text not null,
  functions text[] not null default '{}'::text[],
  address_words text[] not null default '{}'::text[],
  serves uuid[] not null default '{}'::uuid[],
  "position" integer not null default 0,
  valid_from date not null default '2000-01-01'::date,
  valid_to date,
  version integer not null default 1,
  successor_id uuid,
  handed_over_at timestamp with time zone,
  due_on date,
  constraint org_units_numbering_code_key UNIQUE (numbering_code),
  constraint org_units_pkey PRIMARY KEY (id),
  constraint org_units_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES org_units(id),
  constraint org_units_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES org_units(id),
  constraint org_units_kind_check CHECK ((kind = ANY (ARRAY['bureau'::text, 'branch'::text, 'zone'::text]))),
  constraint org_units_level_check CHECK ((level = ANY (ARRAY['nation'::text, 'province'::text, 'city'::text, 'county'::text]))),
  constraint org_units_line_check CHECK ((line = ANY (ARRAY['market-regulation'::text, 'industry'::text])))
);
CREATE INDEX org_units_by_parent ON public.org_units USING btree (parent_id);
CREATE INDEX org_units_due ON public.org_units USING btree (due_on) WHERE (due_on IS NOT NULL);
alter table org_units enable row level security;
create policy lock on org_units for update using (((app_role() = 'system-admin'::text) OR (app_kind() = 'system'::text))) with check (false);
create policy see on org_units for select using (true);
CREATE TRIGGER rosters_of_ended AFTER UPDATE OF handed_over_at ON public.org_units FOR EACH ROW WHEN (((new.handed_over_at IS NOT NULL) AND (old.handed_over_at IS NULL) AND (new.successor_id IS NOT NULL))) EXECUTE FUNCTION hand_over_rosters();
CREATE TRIGGER scope_added AFTER INSERT ON public.org_units REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION follow_unit_scope();
CREATE TRIGGER scope_changed AFTER UPDATE ON public.org_units REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION follow_unit_scope();
CREATE TRIGGER scope_removed AFTER DELETE ON public.org_units REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION follow_unit_scope();
grant select, update on org_units to opencqo_app;

create table outbox (
  id uuid not null,
  channel text not null,
  account_id uuid not null,
  unit_id uuid not null,
  subject text not null,
  body text not null,
  state text not null default 'queued'::text,
  tries integer not null default 0,
  created_at timestamp with time zone not null default now(),
  next_at timestamp with time zone not null default now(),
  claimed_at timestamp with time zone,
  finished_at timestamp with time zone,
  last_error text not null default ''::text,
  person_name text not null default ''::text,
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint outbox_channel_fkey FOREIGN KEY (channel) REFERENCES senders(channel),
  constraint outbox_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'dropped'::text, 'dead'::text])))
);
CREATE INDEX outbox_due ON public.outbox USING btree (next_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));
CREATE INDEX outbox_newest ON public.outbox USING btree (created_at DESC, id DESC);
alter table outbox enable row level security;
create policy again on outbox for update using ((app_role() = 'system-admin'::text)) with check ((app_role() = 'system-admin'::text));
create policy look on outbox for select using ((app_role() = 'system-admin'::text));
create policy send on outbox for all using ((app_kind() = 'system'::text)) with check ((app_kind() = 'system'::text));
grant delete, select, update on outbox to opencqo_app;

create table password_resets (
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  issued_by uuid not null,
  issued_as text not null,
  reason text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  voided_at timestamp with time zone,
  constraint password_resets_token_hash_key UNIQUE (token_hash),
  constraint password_resets_pkey PRIMARY KEY (id),
  constraint password_resets_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint password_resets_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES accounts(id)
);
CREATE INDEX password_resets_by_account ON public.password_resets USING btree (account_id);
alter table password_resets enable row level security;
create policy issue on password_resets for insert with check (((issued_by = app_account()) AND may_reset_account(account_id)));
create policy own on password_resets for select using (((issued_by = app_account()) OR (account_id = app_account())));
create policy review on password_resets for select using ((app_role() = ANY (ARRAY['security-admin'::text, 'audit-admin'::text])));
CREATE TRIGGER earlier BEFORE INSERT ON public.password_resets FOR EACH ROW EXECUTE FUNCTION void_earlier_resets();
grant insert, select on password_resets to opencqo_app;

create table products (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  product_no text not null,
  name text not null,
  model text,
  unit text,
  standard text,
  licensed boolean,
  note text,
  constraint products_enterprise_id_product_no_key UNIQUE (enterprise_id, product_no),
  constraint products_pkey PRIMARY KEY (enterprise_id, id),
  constraint products_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id)
);
CREATE INDEX products_by_licensed ON public.products USING btree (enterprise_id, licensed, id) INCLUDE (retired_on);
CREATE INDEX products_by_model ON public.products USING btree (enterprise_id, model, id) INCLUDE (retired_on);
CREATE INDEX products_by_name ON public.products USING btree (enterprise_id, name, id) INCLUDE (retired_on);
CREATE INDEX products_by_product_no ON public.products USING btree (enterprise_id, product_no, id) INCLUDE (retired_on);
CREATE INDEX products_by_standard ON public.products USING btree (enterprise_id, standard, id) INCLUDE (retired_on);
CREATE INDEX products_by_unit ON public.products USING btree (enterprise_id, unit, id) INCLUDE (retired_on);
CREATE INDEX products_found ON public.products USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX products_newest ON public.products USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table products enable row level security;
create policy own on products for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER vetoed BEFORE DELETE ON public.products FOR EACH ROW EXECUTE FUNCTION veto_keeps_its_subject();
grant delete, insert, select, update on products to opencqo_app;

create table purchases (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  purchase_no text not null,
  supplier uuid not null,
  material text not null,
  lot_no text,
  quantity numeric(18,3),
  unit text,
  arrived_on date,
  note text,
  status text not null default 'pending'::text,
  decided_on date,
  decided_by text,
  basis text,
  constraint purchases_enterprise_id_purchase_no_key UNIQUE (enterprise_id, purchase_no),
  constraint purchases_pkey PRIMARY KEY (enterprise_id, id),
  constraint purchases_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint purchases_enterprise_id_supplier_fkey FOREIGN KEY (enterprise_id, supplier) REFERENCES suppliers(enterprise_id, id),
  constraint purchases_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'accepted'::text, 'rejected'::text])))
);
CREATE INDEX purchases_by_arrived_on ON public.purchases USING btree (enterprise_id, arrived_on, id) INCLUDE (retired_on);
CREATE INDEX purchases_by_basis ON public.purchases USING btree (enterprise_id, basis, id) INCLUDE (retired_on);
CREATE INDEX purchases_by_decided_by ON public.purchases USING btree (enterprise_id, decided_by, id) INCLUDE (retired_on);
CREATE INDEX purchases_by_decided_on ON public.purchases USING btree (enterprise_id, decided_on, id) INCLUDE (retired_on);
CREATE INDEX purchases_by_lot_no ON public.purchases USING btree (enterprise_id, lot_no, id) INCLUDE (retired_on);
CREATE INDEX purchases_by_material ON public.purchases USING btree (enterprise_id, material, id) INCLUDE (retired_on);
CREATE INDEX purchases_by_purchase_no ON public.purchases USING btree (enterprise_id, purchase_no, id) INCLUDE (retired_on);
CREATE INDEX purchases_by_quantity ON public.purchases USING btree (enterprise_id, quantity, id) INCLUDE (retired_on);
CREATE INDEX purchases_by_status ON public.purchases USING btree (enterprise_id, status, id) INCLUDE (retired_on);
CREATE INDEX purchases_by_supplier ON public.purchases USING btree (enterprise_id, supplier);
CREATE INDEX purchases_by_unit ON public.purchases USING btree (enterprise_id, unit, id) INCLUDE (retired_on);
CREATE INDEX purchases_found ON public.purchases USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX purchases_newest ON public.purchases USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table purchases enable row level security;
create policy own on purchases for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER vetoed BEFORE DELETE ON public.purchases FOR EACH ROW EXECUTE FUNCTION veto_keeps_its_subject();
grant delete, insert, select, update on purchases to opencqo_app;

create table quality_plan_items (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  plan uuid not null,
  item_no text not null,
  name text not null,
  content text,
  requirement text,
  resources text,
  goal text,
  from_on date,
  to_on date,
  owner uuid,
  department uuid,
  method text,
  standing text not null default 'draft'::text,
  progress integer not null default 0,
  due_on date,
  done_on date,
  carried_from uuid,
  constraint quality_plan_items_enterprise_id_plan_item_no_key UNIQUE (enterprise_id, plan, item_no),
  constraint quality_plan_items_pkey PRIMARY KEY (enterprise_id, id),
  constraint quality_plan_items_enterprise_id_carried_from_fkey FOREIGN KEY (enterprise_id, carried_from) REFERENCES quality_plan_items(enterprise_id, id),
  constraint quality_plan_items_enterprise_id_department_fkey FOREIGN KEY (enterprise_id, department) REFERENCES departments(enterprise_id, id),
  constraint quality_plan_items_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint quality_plan_items_enterprise_id_owner_fkey FOREIGN KEY (enterprise_id, owner) REFERENCES staff_members(enterprise_id, id),
  constraint quality_plan_items_enterprise_id_plan_fkey FOREIGN KEY (enterprise_id, plan) REFERENCES quality_plans(enterprise_id, id),
  constraint quality_plan_items_progress_check CHECK (((progress >= 0) AND (progress <= 100))),
  constraint quality_plan_items_standing_check CHECK ((standing = ANY (ARRAY['draft'::text, 'proposed'::text, 'open'::text, 'reported'::text, 'done'::text, 'cancelled'::text, 'carried'::text, 'missed'::text])))
);
CREATE INDEX quality_plan_items_by_carried_from ON public.quality_plan_items USING btree (enterprise_id, carried_from, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_by_department ON public.quality_plan_items USING btree (enterprise_id, department, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_by_done_on ON public.quality_plan_items USING btree (enterprise_id, done_on, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_by_due_on ON public.quality_plan_items USING btree (enterprise_id, due_on, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_by_from_on ON public.quality_plan_items USING btree (enterprise_id, from_on, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_by_item_no ON public.quality_plan_items USING btree (enterprise_id, item_no, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_by_name ON public.quality_plan_items USING btree (enterprise_id, name, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_by_owner ON public.quality_plan_items USING btree (enterprise_id, owner, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_by_plan ON public.quality_plan_items USING btree (enterprise_id, plan, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_by_progress ON public.quality_plan_items USING btree (enterprise_id, progress, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_by_standing ON public.quality_plan_items USING btree (enterprise_id, standing, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_by_to_on ON public.quality_plan_items USING btree (enterprise_id, to_on, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_due ON public.quality_plan_items USING btree (enterprise_id, due_on) WHERE (due_on IS NOT NULL);
CREATE INDEX quality_plan_items_found ON public.quality_plan_items USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX quality_plan_items_newest ON public.quality_plan_items USING btree (enterprise_id, id) INCLUDE (retired_on);
CREATE INDEX quality_plan_items_owner ON public.quality_plan_items USING btree (enterprise_id, owner);
CREATE UNIQUE INDEX quality_plan_items_carried ON public.quality_plan_items USING btree (enterprise_id, carried_from);
alter table quality_plan_items enable row level security;
create policy own on quality_plan_items for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on quality_plan_items to opencqo_app;

create table quality_plan_progress (
  enterprise_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  kind text not null,
  percent integer not null,
  text text not null,
  at timestamp with time zone not null,
  account_id uuid not null,
  by_name text not null,
  constraint quality_plan_progress_pkey PRIMARY KEY (enterprise_id, id),
  constraint quality_plan_progress_enterprise_id_item_id_fkey FOREIGN KEY (enterprise_id, item_id) REFERENCES quality_plan_items(enterprise_id, id),
  constraint quality_plan_progress_kind_check CHECK ((kind = ANY (ARRAY['report'::text, 'confirm'::text, 'refuse'::text]))),
  constraint quality_plan_progress_percent_check CHECK (((percent >= 0) AND (percent <= 100)))
);
CREATE INDEX quality_plan_progress_of ON public.quality_plan_progress USING btree (enterprise_id, item_id, id);
alter table quality_plan_progress enable row level security;
create policy own on quality_plan_progress for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on quality_plan_progress to opencqo_app;

create table quality_plan_proofs (
  enterprise_id uuid not null,
  progress_id uuid not null,
  file_id uuid not null,
  constraint quality_plan_proofs_pkey PRIMARY KEY (enterprise_id, progress_id, file_id),
  constraint quality_plan_proofs_enterprise_id_file_id_fkey FOREIGN KEY (enterprise_id, file_id) REFERENCES files(enterprise_id, id),
  constraint quality_plan_proofs_enterprise_id_progress_id_fkey FOREIGN KEY (enterprise_id, progress_id) REFERENCES quality_plan_progress(enterprise_id, id)
);
alter table quality_plan_proofs enable row level security;
create policy own on quality_plan_proofs for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on quality_plan_proofs to opencqo_app;

create table quality_plans (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  number text not null,
  title text not null,
  year integer not null,
  kind text not null,
  status text not null,
  basis text,
  approved_on date,
  approved_by text,
  concluded_on date,
  review jsonb,
  constraint quality_plans_enterprise_id_number_key UNIQUE (enterprise_id, number),
  constraint quality_plans_enterprise_id_year_kind_key UNIQUE (enterprise_id, year, kind),
  constraint quality_plans_pkey PRIMARY KEY (enterprise_id, id),
  constraint quality_plans_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint quality_plans_kind_check CHECK ((kind = ANY (ARRAY['quality'::text, 'culture'::text, 'responsibility'::text]))),
  constraint quality_plans_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'in-force'::text, 'concluded'::text]))),
  constraint quality_plans_year_check CHECK (((year >= 2000) AND (year <= 2100)))
);
CREATE INDEX quality_plans_by_approved_by ON public.quality_plans USING btree (enterprise_id, approved_by, id) INCLUDE (retired_on);
CREATE INDEX quality_plans_by_approved_on ON public.quality_plans USING btree (enterprise_id, approved_on, id) INCLUDE (retired_on);
CREATE INDEX quality_plans_by_concluded_on ON public.quality_plans USING btree (enterprise_id, concluded_on, id) INCLUDE (retired_on);
CREATE INDEX quality_plans_by_kind ON public.quality_plans USING btree (enterprise_id, kind, id) INCLUDE (retired_on);
CREATE INDEX quality_plans_by_number ON public.quality_plans USING btree (enterprise_id, number, id) INCLUDE (retired_on);
CREATE INDEX quality_plans_by_status ON public.quality_plans USING btree (enterprise_id, status, id) INCLUDE (retired_on);
CREATE INDEX quality_plans_by_title ON public.quality_plans USING btree (enterprise_id, title, id) INCLUDE (retired_on);
CREATE INDEX quality_plans_by_year ON public.quality_plans USING btree (enterprise_id, year, id) INCLUDE (retired_on);
CREATE INDEX quality_plans_found ON public.quality_plans USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX quality_plans_newest ON public.quality_plans USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table quality_plans enable row level security;
create policy own on quality_plans for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select, update on quality_plans to opencqo_app;

create table quality_strategies (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  number text not null,
  edition integer not null,
  status text not null,
  title text not null,
  period_from date,
  period_to date,
  content jsonb not null,
  proposals jsonb not null default '[]'::jsonb,
  submitted_by_name text,
  submitted_at timestamp with time zone,
  approved_by_name text,
  approved_on date,
  constraint quality_strategies_enterprise_id_edition_key UNIQUE (enterprise_id, edition),
  constraint quality_strategies_enterprise_id_number_key UNIQUE (enterprise_id, number),
  constraint quality_strategies_pkey PRIMARY KEY (enterprise_id, id),
  constraint quality_strategies_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint quality_strategies_edition_check CHECK ((edition > 0)),
  constraint quality_strategies_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'in-force'::text, 'superseded'::text])))
);
CREATE UNIQUE INDEX one_strategy_in_force ON public.quality_strategies USING btree (enterprise_id) WHERE (status = 'in-force'::text);
CREATE UNIQUE INDEX one_strategy_prepared ON public.quality_strategies USING btree (enterprise_id) WHERE (status = ANY (ARRAY['draft'::text, 'submitted'::text]));
alter table quality_strategies enable row level security;
create policy own on quality_strategies for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select, update on quality_strategies to opencqo_app;

create table quality_strategy_events (
  enterprise_id uuid not null,
  id uuid not null,
  strategy_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  by_name text not null,
  note text not null default ''::text,
  constraint quality_strategy_events_pkey PRIMARY KEY (enterprise_id, id),
  constraint quality_strategy_events_enterprise_id_strategy_id_fkey FOREIGN KEY (enterprise_id, strategy_id) REFERENCES quality_strategies(enterprise_id, id),
  constraint quality_strategy_events_kind_check CHECK ((kind = ANY (ARRAY['drafted'::text, 'changed'::text, 'proposed'::text, 'submitted'::text, 'approved'::text, 'returned'::text, 'superseded'::text])))
);
CREATE INDEX quality_strategy_events_of ON public.quality_strategy_events USING btree (enterprise_id, strategy_id, id);
alter table quality_strategy_events enable row level security;
create policy own on quality_strategy_events for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on quality_strategy_events to opencqo_app;

create table recall_batches (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  batch_no text not null,
  recall uuid not null,
  to_recall numeric not null,
  produced numeric,
  in_stock numeric,
  note text,
  batch uuid,
  constraint recall_batches_enterprise_id_recall_batch_no_key UNIQUE (enterprise_id, recall, batch_no),
  constraint recall_batches_pkey PRIMARY KEY (enterprise_id, id),
  constraint recall_batches_enterprise_id_batch_fkey FOREIGN KEY (enterprise_id, batch) REFERENCES batches(enterprise_id, id),
  constraint recall_batches_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint recall_batches_enterprise_id_recall_fkey FOREIGN KEY (enterprise_id, recall) REFERENCES recalls(enterprise_id, id),
  constraint recall_batches_in_stock_check CHECK ((in_stock >= (0)::numeric)),
  constraint recall_batches_produced_check CHECK ((produced >= (0)::numeric)),
  constraint recall_batches_to_recall_check CHECK ((to_recall >= (0)::numeric))
);
CREATE INDEX recall_batches_by_batch ON public.recall_batches USING btree (enterprise_id, batch, id) INCLUDE (retired_on);
CREATE INDEX recall_batches_by_batch_no ON public.recall_batches USING btree (enterprise_id, batch_no, id) INCLUDE (retired_on);
CREATE INDEX recall_batches_by_in_stock ON public.recall_batches USING btree (enterprise_id, in_stock, id) INCLUDE (retired_on);
CREATE INDEX recall_batches_by_produced ON public.recall_batches USING btree (enterprise_id, produced, id) INCLUDE (retired_on);
CREATE INDEX recall_batches_by_recall ON public.recall_batches USING btree (enterprise_id, recall, id) INCLUDE (retired_on);
CREATE INDEX recall_batches_by_to_recall ON public.recall_batches USING btree (enterprise_id, to_recall, id) INCLUDE (retired_on);
CREATE INDEX recall_batches_found ON public.recall_batches USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX recall_batches_newest ON public.recall_batches USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table recall_batches enable row level security;
create policy own on recall_batches for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER batch BEFORE INSERT OR UPDATE ON public.recall_batches FOR EACH ROW EXECUTE FUNCTION find_recall_batch();
grant delete, insert, select, update on recall_batches to opencqo_app;

create table recall_costs (
  enterprise_id uuid not null,
  id uuid not null,
  recall_id uuid not null,
  account text not null,
  month text not null,
  amount_fen bigint not null,
  what text not null,
  constraint recall_costs_pkey PRIMARY KEY (enterprise_id, id),
  constraint recall_costs_enterprise_id_recall_id_fkey FOREIGN KEY (enterprise_id, recall_id) REFERENCES recalls(enterprise_id, id),
  constraint recall_costs_amount_fen_check CHECK ((amount_fen >= 0))
);
CREATE INDEX recall_costs_of ON public.recall_costs USING btree (enterprise_id, recall_id);
alter table recall_costs enable row level security;
create policy own on recall_costs for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select, update on recall_costs to opencqo_app;

create table recall_customers (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  customer text not null,
  recall uuid not null,
  batch_no text not null,
  region text,
  shipped numeric not null,
  shipped_on date,
  notified_on date,
  notified_how text,
  recovered numeric,
  corrected numeric,
  disposal text,
  disposed_on date,
  note text,
  constraint recall_customers_enterprise_id_recall_customer_batch_no_key UNIQUE (enterprise_id, recall, customer, batch_no),
  constraint recall_customers_pkey PRIMARY KEY (enterprise_id, id),
  constraint recall_customers_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint recall_customers_enterprise_id_recall_fkey FOREIGN KEY (enterprise_id, recall) REFERENCES recalls(enterprise_id, id),
  constraint recall_customers_check CHECK (((COALESCE(recovered, (0)::numeric) + COALESCE(corrected, (0)::numeric)) <= shipped)),
  constraint recall_customers_corrected_check CHECK ((corrected >= (0)::numeric)),
  constraint recall_customers_recovered_check CHECK ((recovered >= (0)::numeric)),
  constraint recall_customers_shipped_check CHECK ((shipped >= (0)::numeric))
);
CREATE INDEX recall_customers_by_batch_no ON public.recall_customers USING btree (enterprise_id, batch_no, id) INCLUDE (retired_on);
CREATE INDEX recall_customers_by_corrected ON public.recall_customers USING btree (enterprise_id, corrected, id) INCLUDE (retired_on);
CREATE INDEX recall_customers_by_customer ON public.recall_customers USING btree (enterprise_id, customer, id) INCLUDE (retired_on);
CREATE INDEX recall_customers_by_disposal ON public.recall_customers USING btree (enterprise_id, disposal, id) INCLUDE (retired_on);
CREATE INDEX recall_customers_by_disposed_on ON public.recall_customers USING btree (enterprise_id, disposed_on, id) INCLUDE (retired_on);
CREATE INDEX recall_customers_by_notified_how ON public.recall_customers USING btree (enterprise_id, notified_how, id) INCLUDE (retired_on);
CREATE INDEX recall_customers_by_notified_on ON public.recall_customers USING btree (enterprise_id, notified_on, id) INCLUDE (retired_on);
CREATE INDEX recall_customers_by_recall ON public.recall_customers USING btree (enterprise_id, recall, id) INCLUDE (retired_on);
CREATE INDEX recall_customers_by_recovered ON public.recall_customers USING btree (enterprise_id, recovered, id) INCLUDE (retired_on);
CREATE INDEX recall_customers_by_region ON public.recall_customers USING btree (enterprise_id, region, id) INCLUDE (retired_on);
CREATE INDEX recall_customers_by_shipped ON public.recall_customers USING btree (enterprise_id, shipped, id) INCLUDE (retired_on);
CREATE INDEX recall_customers_by_shipped_on ON public.recall_customers USING btree (enterprise_id, shipped_on, id) INCLUDE (retired_on);
CREATE INDEX recall_customers_found ON public.recall_customers USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX recall_customers_newest ON public.recall_customers USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table recall_customers enable row level security;
create policy own on recall_customers for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on recall_customers to opencqo_app;

create table recall_events (
  enterprise_id uuid not null,
  id uuid not null,
  recall_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  account_id uuid,
  by_name text not null,
  to_whom text not null default ''::text,
  how text not null default ''::text,
  note text not null default ''::text,
  constraint recall_events_pkey PRIMARY KEY (enterprise_id, id),
  constraint recall_events_enterprise_id_recall_id_fkey FOREIGN KEY (enterprise_id, recall_id) REFERENCES recalls(enterprise_id, id),
  constraint recall_events_check CHECK ((recorded_at >= at))
);
CREATE INDEX recall_events_of ON public.recall_events USING btree (enterprise_id, recall_id, at);
alter table recall_events enable row level security;
create policy own on recall_events for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on recall_events to opencqo_app;

create table recall_papers (
  enterprise_id uuid not null,
  id uuid not null,
  recall_id uuid not null,
  kind text not null,
  no integer not null,
  at timestamp with time zone not null,
  by_name text not null,
  to_whom text not null,
  content jsonb not null,
  digest text not null,
  constraint recall_papers_enterprise_id_recall_id_kind_no_key UNIQUE (enterprise_id, recall_id, kind, no),
  constraint recall_papers_pkey PRIMARY KEY (enterprise_id, id),
  constraint recall_papers_enterprise_id_recall_id_fkey FOREIGN KEY (enterprise_id, recall_id) REFERENCES recalls(enterprise_id, id),
  constraint recall_papers_kind_check CHECK ((kind = ANY (ARRAY['plan'::text, 'stage'::text, 'summary'::text]))),
  constraint recall_papers_no_check CHECK ((no > 0))
);
alter table recall_papers enable row level security;
create policy own on recall_papers for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on recall_papers to opencqo_app;

create table recall_particulars (
  enterprise_id uuid not null,
  recall_id uuid not null,
  known_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  what text not null,
  conditions text[] not null default '{}'::text[],
  scheme jsonb not null,
  plan jsonb not null default '{}'::jsonb,
  incident_id uuid,
  veto_id uuid,
  constraint recall_particulars_pkey PRIMARY KEY (enterprise_id, recall_id),
  constraint recall_particulars_enterprise_id_incident_id_fkey FOREIGN KEY (enterprise_id, incident_id) REFERENCES incidents(enterprise_id, id),
  constraint recall_particulars_enterprise_id_recall_id_fkey FOREIGN KEY (enterprise_id, recall_id) REFERENCES recalls(enterprise_id, id),
  constraint recall_particulars_enterprise_id_veto_id_fkey FOREIGN KEY (enterprise_id, veto_id) REFERENCES vetoes(enterprise_id, id),
  constraint recall_particulars_check CHECK ((known_at <= recorded_at))
);
alter table recall_particulars enable row level security;
create policy own on recall_particulars for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER known BEFORE UPDATE ON public.recall_particulars FOR EACH ROW EXECUTE FUNCTION keep_recall_known();
grant insert, select, update on recall_particulars to opencqo_app;

create table recall_schemes (
  enterprise_id uuid not null,
  kind text not null,
  version integer not null,
  scheme jsonb,
  changed_at timestamp with time zone not null,
  changed_by_name text not null,
  constraint recall_schemes_pkey PRIMARY KEY (enterprise_id, kind),
  constraint recall_schemes_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint recall_schemes_kind_check CHECK ((kind = ANY (ARRAY['consumer'::text, 'vehicle'::text, 'food'::text, 'other'::text])))
);
alter table recall_schemes enable row level security;
create policy own on recall_schemes for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select, update on recall_schemes to opencqo_app;

create table recalls (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  title text not null,
  number text not null,
  kind text not null,
  product uuid,
  initiative text not null,
  clue text not null,
  stage text not null,
  known_on date not null,
  responsible uuid,
  next_due date,
  next_step text,
  note text,
  constraint recalls_enterprise_id_number_key UNIQUE (enterprise_id, number),
  constraint recalls_pkey PRIMARY KEY (enterprise_id, id),
  constraint recalls_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint recalls_enterprise_id_product_fkey FOREIGN KEY (enterprise_id, product) REFERENCES products(enterprise_id, id),
  constraint recalls_enterprise_id_responsible_fkey FOREIGN KEY (enterprise_id, responsible) REFERENCES staff_members(enterprise_id, id),
  constraint recalls_initiative_check CHECK ((initiative = ANY (ARRAY['voluntary'::text, 'ordered'::text]))),
  constraint recalls_kind_check CHECK ((kind = ANY (ARRAY['consumer'::text, 'vehicle'::text, 'food'::text, 'other'::text]))),
  constraint recalls_stage_check CHECK ((stage = ANY (ARRAY['clue'::text, 'investigating'::text, 'refuted'::text, 'confirmed'::text, 'planned'::text, 'carrying-out'::text, 'completed'::text, 'summarised'::text, 'closed'::text])))
);
CREATE INDEX recalls_by_clue ON public.recalls USING btree (enterprise_id, clue, id) INCLUDE (retired_on);
CREATE INDEX recalls_by_due ON public.recalls USING btree (next_due) WHERE (next_due IS NOT NULL);
CREATE INDEX recalls_by_initiative ON public.recalls USING btree (enterprise_id, initiative, id) INCLUDE (retired_on);
CREATE INDEX recalls_by_kind ON public.recalls USING btree (enterprise_id, kind, id) INCLUDE (retired_on);
CREATE INDEX recalls_by_known_on ON public.recalls USING btree (enterprise_id, known_on, id) INCLUDE (retired_on);
CREATE INDEX recalls_by_next_due ON public.recalls USING btree (enterprise_id, next_due, id) INCLUDE (retired_on);
CREATE INDEX recalls_by_next_step ON public.recalls USING btree (enterprise_id, next_step, id) INCLUDE (retired_on);
CREATE INDEX recalls_by_number ON public.recalls USING btree (enterprise_id, number, id) INCLUDE (retired_on);
CREATE INDEX recalls_by_product ON public.recalls USING btree (enterprise_id, product, id) INCLUDE (retired_on);
CREATE INDEX recalls_by_responsible ON public.recalls USING btree (enterprise_id, responsible, id) INCLUDE (retired_on);
CREATE INDEX recalls_by_stage ON public.recalls USING btree (enterprise_id, stage, id) INCLUDE (retired_on);
CREATE INDEX recalls_by_title ON public.recalls USING btree (enterprise_id, title, id) INCLUDE (retired_on);
CREATE INDEX recalls_found ON public.recalls USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX recalls_newest ON public.recalls USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table recalls enable row level security;
create policy own on recalls for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select, update on recalls to opencqo_app;

create table record_numbers (
  enterprise_id uuid not null,
  series text not null,
  year integer not null,
  last integer not null,
  constraint record_numbers_pkey PRIMARY KEY (enterprise_id, series, year)
);
alter table record_numbers enable row level security;
create policy own on record_numbers for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select, update on record_numbers to opencqo_app;

create table registration_scans (
  unit_id uuid not null,
  registration_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  added_at timestamp with time zone not null default now(),
  constraint registration_scans_pkey PRIMARY KEY (unit_id, registration_id, id),
  constraint registration_scans_unit_id_registration_id_fkey FOREIGN KEY (unit_id, registration_id) REFERENCES registrations(unit_id, id) ON DELETE CASCADE,
  constraint registration_scans_kind_check CHECK ((kind = ANY (ARRAY['licence'::text, 'authorisation'::text])))
);
CREATE INDEX registration_scans_by_id ON public.registration_scans USING btree (id);
alter table registration_scans enable row level security;
create policy own on registration_scans for select using (((unit_id = app_unit()) AND (app_role() <> 'industry-officer'::text)));
grant select on registration_scans to opencqo_app;

create table registrations (
  unit_id uuid not null,
  id uuid not null,
  receipt_no text not null,
  code_hash text not null,
  ticket_hash bytea not null,
  state text not null default 'draft'::text,
  credit_code text not null,
  credit_code_warning boolean not null,
  name text not null,
  address text not null,
  role text not null,
  applicant_name text not null,
  applicant_post text not null,
  mobile bytea not null,
  created_at timestamp with time zone not null default now(),
  submitted_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by uuid,
  reason text,
  enterprise_id uuid,
  invitation_id uuid,
  constraint registrations_receipt_no_key UNIQUE (receipt_no),
  constraint registrations_pkey PRIMARY KEY (unit_id, id),
  constraint registrations_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id),
  constraint registrations_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint registrations_role_check CHECK ((role = ANY (ARRAY['filer'::text, 'principal'::text]))),
  constraint registrations_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'pending'::text, 'accepted'::text, 'refused'::text])))
);
CREATE INDEX registrations_by_code ON public.registrations USING btree (unit_id, credit_code);
CREATE INDEX registrations_by_ticket ON public.registrations USING btree (ticket_hash) WHERE (state = 'draft'::text);
CREATE INDEX registrations_waiting ON public.registrations USING btree (unit_id, id) WHERE (state = 'pending'::text);
alter table registrations enable row level security;
create policy begin on registrations for insert with check (((state = 'draft'::text) AND (decided_at IS NULL)));
create policy decide on registrations for update using (((unit_id = app_unit()) AND (state <> 'draft'::text) AND (app_role() <> 'industry-officer'::text)));
create policy own on registrations for select using (((unit_id = app_unit()) AND (state <> 'draft'::text) AND (app_role() <> 'industry-officer'::text)));
grant insert, select, update on registrations to opencqo_app;

create table report_columns (
  unit_id uuid not null,
  form text not null,
  version integer not null default 1,
  title text not null,
  doc_no text not null default ''::text,
  columns jsonb not null,
  changed_at timestamp with time zone not null,
  changed_by uuid,
  constraint report_columns_pkey PRIMARY KEY (unit_id, form),
  constraint report_columns_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint report_columns_form_check CHECK ((form = ANY (ARRAY['detail'::text, 'summary'::text])))
);
alter table report_columns enable row level security;
create policy add on report_columns for insert with check ((unit_id = app_unit()));
create policy change on report_columns for update using ((unit_id = app_unit()));
create policy remove on report_columns for delete using ((unit_id = app_unit()));
create policy see on report_columns for select using ((app_unit() IS NOT NULL));
grant delete, insert, select, update on report_columns to opencqo_app;

create table report_contents (
  unit_id uuid not null,
  pack_id uuid not null,
  content_sealed bytea not null,
  constraint report_contents_pkey PRIMARY KEY (unit_id, pack_id),
  constraint report_contents_unit_id_pack_id_fkey FOREIGN KEY (unit_id, pack_id) REFERENCES report_packs(unit_id, id)
);
alter table report_contents enable row level security;
create policy own on report_contents for all using ((unit_id = app_unit())) with check ((unit_id = app_unit()));
grant insert, select on report_contents to opencqo_app;

create table report_key_secrets (
  unit_id uuid not null,
  key_id uuid not null,
  signing_sealed bytea not null,
  agreement_sealed bytea not null,
  constraint report_key_secrets_pkey PRIMARY KEY (unit_id, key_id),
  constraint report_key_secrets_unit_id_key_id_fkey FOREIGN KEY (unit_id, key_id) REFERENCES report_keys(unit_id, id)
);
alter table report_key_secrets enable row level security;
create policy own on report_key_secrets for all using ((unit_id = app_unit())) with check ((unit_id = app_unit()));
grant insert, select on report_key_secrets to opencqo_app;

create table report_keys (
  unit_id uuid not null,
  id uuid not null,
  key_id bytea not null,
  spoken text not null,
  signing_public bytea not null,
  agreement_public bytea not null,
  made_at timestamp with time zone not null,
  made_by uuid,
  replaced_at timestamp with time zone,
  constraint report_keys_key_id_key UNIQUE (key_id),
  constraint report_keys_pkey PRIMARY KEY (unit_id, id),
  constraint report_keys_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint report_keys_agreement_public_check CHECK ((octet_length(agreement_public) = 32)),
  constraint report_keys_key_id_check CHECK ((octet_length(key_id) = 32)),
  constraint report_keys_signing_public_check CHECK ((octet_length(signing_public) = 32))
);
CREATE UNIQUE INDEX one_key_in_use ON public.report_keys USING btree (unit_id) WHERE (replaced_at IS NULL);
alter table report_keys enable row level security;
create policy make on report_keys for insert with check ((unit_id = app_unit()));
create policy replace on report_keys for update using ((unit_id = app_unit()));
create policy see on report_keys for select using ((app_unit() IS NOT NULL));
grant insert, select on report_keys to opencqo_app;
grant update on report_keys (replaced_at) to opencqo_app;

create table report_packs (
  unit_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  status text not null,
  receiver_id uuid not null,
  delivery text,
  period_key text not null,
  period_label text not null,
  period_from date not null,
  period_to date not null,
  as_of date not null,
  doc_no text not null default ''::text,
  remarks text not null default ''::text,
  filled_by text not null default ''::text,
  reviewed_by text not null default ''::text,
  phone text not null default ''::text,
  created_at timestamp with time zone not null,
  created_by uuid,
  number text,
  year integer,
  no integer,
  chain_no integer,
  known_at timestamp with time zone,
  previous_sha256 bytea,
  base_sha256 bytea,
  sha256 bytea,
  signer_key_id bytea,
  cover text,
  file bytea,
  sent_at timestamp with time zone,
  sent_by uuid,
  sent_by_name text,
  received_at timestamp with time zone,
  received_by uuid,
  answered_at timestamp with time zone,
  answered_by_name text,
  reasons text[] not null default '{}'::text[],
  receipt bytea,
  constraint report_packs_unit_id_receiver_id_chain_no_key UNIQUE (unit_id, receiver_id, chain_no),
  constraint report_packs_unit_id_sha256_key UNIQUE (unit_id, sha256),
  constraint report_packs_unit_id_year_no_key UNIQUE (unit_id, year, no),
  constraint report_packs_pkey PRIMARY KEY (unit_id, id),
  constraint report_packs_receiver_id_fkey FOREIGN KEY (receiver_id) REFERENCES org_units(id),
  constraint report_packs_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint report_packs_check CHECK ((period_to >= period_from)),
  constraint report_packs_check1 CHECK (((status = 'draft'::text) = (sha256 IS NULL))),
  constraint report_packs_check2 CHECK (((status = 'draft'::text) = (delivery IS NULL))),
  constraint report_packs_check3 CHECK (((status = ANY (ARRAY['acknowledged'::text, 'returned'::text])) = (receipt IS NOT NULL))),
  constraint report_packs_check4 CHECK (((status = 'returned'::text) = (cardinality(reasons) > 0))),
  constraint report_packs_delivery_check CHECK ((delivery = ANY (ARRAY['here'::text, 'to-file'::text, 'from-file'::text]))),
  constraint report_packs_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'sent'::text, 'acknowledged'::text, 'returned'::text])))
);
CREATE INDEX report_packs_received ON public.report_packs USING btree (receiver_id, status, sent_at) WHERE (status <> 'draft'::text);
CREATE UNIQUE INDEX one_report_draft ON public.report_packs USING btree (unit_id) WHERE (status = 'draft'::text);
alter table report_packs enable row level security;
create policy answer on report_packs for update using (((receiver_id = app_unit()) AND (status = 'sent'::text) AND (delivery <> 'to-file'::text))) with check (((receiver_id = app_unit()) AND (status = ANY (ARRAY['acknowledged'::text, 'returned'::text]))));
create policy discard on report_packs for delete using (((unit_id = app_unit()) AND (status = 'draft'::text)));
create policy make on report_packs for insert with check ((((unit_id = app_unit()) AND (status = 'draft'::text) AND (receiver_id IN ( SELECT u.parent_id
   FROM org_units u
  WHERE (u.id = report_packs.unit_id)))) OR ((receiver_id = app_unit()) AND (status = 'sent'::text) AND (delivery = 'from-file'::text) AND (unit_id <> app_unit()) AND (unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text)))))));
create policy see on report_packs for select using (((unit_id = app_unit()) OR ((receiver_id = app_unit()) AND (status <> 'draft'::text))));
create policy send on report_packs for update using ((unit_id = app_unit())) with check (((unit_id = app_unit()) AND ((delivery = 'to-file'::text) OR ((status = ANY (ARRAY['draft'::text, 'sent'::text])) AND (receiver_id IN ( SELECT u.parent_id
   FROM org_units u
  WHERE (u.id = report_packs.unit_id)))))));
CREATE TRIGGER keep_sent BEFORE UPDATE ON public.report_packs FOR EACH ROW EXECUTE FUNCTION keep_sent_report();
grant delete, insert, select, update on report_packs to opencqo_app;

create table report_parts (
  unit_id uuid not null,
  pack_id uuid not null,
  part_unit_id uuid not null,
  part_id uuid not null,
  constraint report_parts_pkey PRIMARY KEY (unit_id, pack_id, part_unit_id, part_id),
  constraint report_parts_part_unit_id_part_id_fkey FOREIGN KEY (part_unit_id, part_id) REFERENCES report_packs(unit_id, id),
  constraint report_parts_unit_id_pack_id_fkey FOREIGN KEY (unit_id, pack_id) REFERENCES report_packs(unit_id, id)
);
CREATE INDEX report_parts_of ON public.report_parts USING btree (part_unit_id, part_id);
alter table report_parts enable row level security;
create policy name on report_parts for insert with check (((unit_id = app_unit()) AND (EXISTS ( SELECT 1
   FROM report_packs p
  WHERE ((p.unit_id = report_parts.part_unit_id) AND (p.id = report_parts.part_id) AND (p.receiver_id = app_unit()))))));
create policy see on report_parts for select using (((unit_id = app_unit()) OR (part_unit_id = app_unit())));
grant insert, select on report_parts to opencqo_app;

create table report_peer_keys (
  unit_id uuid not null,
  id uuid not null,
  peer_id uuid not null,
  key_id bytea not null,
  spoken text not null,
  signing_public bytea not null,
  agreement_public bytea not null,
  status text not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamp with time zone not null,
  confirmed_by uuid,
  confirmed_by_name text,
  confirmed_at timestamp with time zone,
  alone_reason text,
  revoked_at timestamp with time zone,
  revoke_reason text,
  constraint report_peer_keys_unit_id_key_id_key UNIQUE (unit_id, key_id),
  constraint report_peer_keys_pkey PRIMARY KEY (unit_id, id),
  constraint report_peer_keys_peer_id_fkey FOREIGN KEY (peer_id) REFERENCES org_units(id),
  constraint report_peer_keys_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint report_peer_keys_agreement_public_check CHECK ((octet_length(agreement_public) = 32)),
  constraint report_peer_keys_check CHECK ((((status = 'entered'::text) = (confirmed_at IS NULL)) OR (status = 'revoked'::text))),
  constraint report_peer_keys_key_id_check CHECK ((octet_length(key_id) = 32)),
  constraint report_peer_keys_signing_public_check CHECK ((octet_length(signing_public) = 32)),
  constraint report_peer_keys_status_check CHECK ((status = ANY (ARRAY['entered'::text, 'confirmed'::text, 'replaced'::text, 'revoked'::text]))),
  constraint second_look CHECK (((confirmed_by IS NULL) OR (confirmed_by <> entered_by) OR (alone_reason IS NOT NULL)))
);
CREATE UNIQUE INDEX one_peer_key_in_use ON public.report_peer_keys USING btree (unit_id, peer_id) WHERE (status = 'confirmed'::text);
alter table report_peer_keys enable row level security;
create policy own on report_peer_keys for all using ((unit_id = app_unit())) with check ((unit_id = app_unit()));
grant insert, select, update on report_peer_keys to opencqo_app;

create table report_slips (
  unit_id uuid not null,
  pack_id uuid not null,
  no integer not null,
  cover text not null,
  sha256 bytea not null,
  file bytea not null,
  made_at timestamp with time zone not null,
  made_by uuid,
  received_at timestamp with time zone,
  constraint report_slips_pkey PRIMARY KEY (unit_id, pack_id, no),
  constraint report_slips_unit_id_pack_id_fkey FOREIGN KEY (unit_id, pack_id) REFERENCES report_packs(unit_id, id)
);
alter table report_slips enable row level security;
create policy make on report_slips for insert with check ((EXISTS ( SELECT 1
   FROM report_packs p
  WHERE ((p.unit_id = report_slips.unit_id) AND (p.id = report_slips.pack_id) AND (p.status <> 'draft'::text) AND ((p.unit_id = app_unit()) OR ((p.receiver_id = app_unit()) AND (p.delivery = 'from-file'::text)))))));
create policy see on report_slips for select using ((EXISTS ( SELECT 1
   FROM report_packs p
  WHERE ((p.unit_id = report_slips.unit_id) AND (p.id = report_slips.pack_id)))));
grant insert, select on report_slips to opencqo_app;

create table risk_reviews (
  enterprise_id uuid not null,
  id uuid not null,
  risk_id uuid not null,
  reviewed_on date not null,
  scheme_version integer not null,
  severity integer not null,
  likelihood integer not null,
  level text,
  residual_severity integer,
  residual_likelihood integer,
  residual_level text,
  conclusion text not null,
  at timestamp with time zone not null,
  account_id uuid,
  by_name text not null,
  constraint risk_reviews_pkey PRIMARY KEY (enterprise_id, id),
  constraint risk_reviews_enterprise_id_risk_id_fkey FOREIGN KEY (enterprise_id, risk_id) REFERENCES risks(enterprise_id, id)
);
CREATE INDEX risk_reviews_of ON public.risk_reviews USING btree (enterprise_id, risk_id, id);
alter table risk_reviews enable row level security;
create policy own on risk_reviews for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on risk_reviews to opencqo_app;

create table risk_schemes (
  enterprise_id uuid not null,
  version integer not null,
  name text not null,
  severities jsonb not null,
  likelihoods jsonb not null,
  cells jsonb not null,
  reason text not null,
  made_at timestamp with time zone not null,
  by_name text not null,
  constraint risk_schemes_pkey PRIMARY KEY (enterprise_id, version),
  constraint risk_schemes_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id)
);
alter table risk_schemes enable row level security;
create policy own on risk_schemes for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on risk_schemes to opencqo_app;

create table risks (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  risk_no text not null,
  point text not null,
  process text,
  department uuid,
  product uuid,
  consequence text,
  severity integer,
  likelihood integer,
  score integer,
  level text,
  controls text,
  residual_severity integer,
  residual_likelihood integer,
  residual_level text,
  scheme_version integer not null,
  owner uuid,
  identified_on date not null,
  review_months integer,
  last_reviewed_on date,
  next_review_on date,
  note text,
  constraint risks_enterprise_id_risk_no_key UNIQUE (enterprise_id, risk_no),
  constraint risks_pkey PRIMARY KEY (enterprise_id, id),
  constraint risks_enterprise_id_department_fkey FOREIGN KEY (enterprise_id, department) REFERENCES departments(enterprise_id, id),
  constraint risks_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint risks_enterprise_id_owner_fkey FOREIGN KEY (enterprise_id, owner) REFERENCES staff_members(enterprise_id, id),
  constraint risks_enterprise_id_product_fkey FOREIGN KEY (enterprise_id, product) REFERENCES products(enterprise_id, id),
  constraint risks_enterprise_id_scheme_version_fkey FOREIGN KEY (enterprise_id, scheme_version) REFERENCES risk_schemes(enterprise_id, version),
  constraint risks_level_check CHECK ((level = ANY (ARRAY['low'::text, 'general'::text, 'larger'::text, 'major'::text]))),
  constraint risks_likelihood_check CHECK (((likelihood >= 1) AND (likelihood <= 10))),
  constraint risks_residual_level_check CHECK ((residual_level = ANY (ARRAY['low'::text, 'general'::text, 'larger'::text, 'major'::text]))),
  constraint risks_residual_likelihood_check CHECK (((residual_likelihood >= 1) AND (residual_likelihood <= 10))),
  constraint risks_residual_severity_check CHECK (((residual_severity >= 1) AND (residual_severity <= 10))),
  constraint risks_review_months_check CHECK (((review_months >= 1) AND (review_months <= 120))),
  constraint risks_severity_check CHECK (((severity >= 1) AND (severity <= 10)))
);
CREATE INDEX risks_by_cell ON public.risks USING btree (enterprise_id, severity, likelihood) WHERE (retired_on IS NULL);
CREATE INDEX risks_by_department ON public.risks USING btree (enterprise_id, department, id) INCLUDE (retired_on);
CREATE INDEX risks_by_identified_on ON public.risks USING btree (enterprise_id, identified_on, id) INCLUDE (retired_on);
CREATE INDEX risks_by_last_reviewed_on ON public.risks USING btree (enterprise_id, last_reviewed_on, id) INCLUDE (retired_on);
CREATE INDEX risks_by_level ON public.risks USING btree (enterprise_id, level, id) INCLUDE (retired_on);
CREATE INDEX risks_by_likelihood ON public.risks USING btree (enterprise_id, likelihood, id) INCLUDE (retired_on);
CREATE INDEX risks_by_next_review_on ON public.risks USING btree (enterprise_id, next_review_on, id) INCLUDE (retired_on);
CREATE INDEX risks_by_owner ON public.risks USING btree (enterprise_id, owner, id) INCLUDE (retired_on);
CREATE INDEX risks_by_point ON public.risks USING btree (enterprise_id, point, id) INCLUDE (retired_on);
CREATE INDEX risks_by_process ON public.risks USING btree (enterprise_id, process, id) INCLUDE (retired_on);
CREATE INDEX risks_by_product ON public.risks USING btree (enterprise_id, product, id) INCLUDE (retired_on);
CREATE INDEX risks_by_residual_level ON public.risks USING btree (enterprise_id, residual_level, id) INCLUDE (retired_on);
CREATE INDEX risks_by_residual_likelihood ON public.risks USING btree (enterprise_id, residual_likelihood, id) INCLUDE (retired_on);
CREATE INDEX risks_by_residual_severity ON public.risks USING btree (enterprise_id, residual_severity, id) INCLUDE (retired_on);
CREATE INDEX risks_by_review_months ON public.risks USING btree (enterprise_id, review_months, id) INCLUDE (retired_on);
CREATE INDEX risks_by_risk_no ON public.risks USING btree (enterprise_id, risk_no, id) INCLUDE (retired_on);
CREATE INDEX risks_by_scheme_version ON public.risks USING btree (enterprise_id, scheme_version, id) INCLUDE (retired_on);
CREATE INDEX risks_by_score ON public.risks USING btree (enterprise_id, score, id) INCLUDE (retired_on);
CREATE INDEX risks_by_severity ON public.risks USING btree (enterprise_id, severity, id) INCLUDE (retired_on);
CREATE INDEX risks_found ON public.risks USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX risks_newest ON public.risks USING btree (enterprise_id, id) INCLUDE (retired_on);
CREATE UNIQUE INDEX risks_by_key ON public.risks USING btree (enterprise_id, point, process) NULLS NOT DISTINCT;
alter table risks enable row level security;
create policy own on risks for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER rate BEFORE INSERT OR UPDATE ON public.risks FOR EACH ROW EXECUTE FUNCTION rate_risk();
grant delete, insert, select, update on risks to opencqo_app;

create table roster_events (
  enterprise_id uuid not null,
  id uuid not null,
  roster_id uuid not null,
  kind text not null,
  nominated boolean not null default false,
  effective_on date not null,
  recorded_at timestamp with time zone not null default now(),
  recorded_by uuid not null,
  note text not null default ''::text,
  version_no integer not null,
  listed_name text not null default ''::text,
  listed_code text not null default ''::text,
  constraint roster_events_pkey PRIMARY KEY (enterprise_id, id),
  constraint roster_events_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint roster_events_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES rosters(id),
  constraint roster_events_roster_id_version_no_fkey FOREIGN KEY (roster_id, version_no) REFERENCES roster_versions(roster_id, no) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint roster_events_kind_check CHECK ((kind = ANY (ARRAY['enter'::text, 'leave'::text])))
);
CREATE INDEX roster_events_by_version ON public.roster_events USING btree (roster_id, version_no);
CREATE INDEX roster_events_of ON public.roster_events USING btree (roster_id, enterprise_id, effective_on);
alter table roster_events enable row level security;
create policy append on roster_events for insert with check (((roster_id IN ( SELECT r.id
   FROM rosters r
  WHERE (r.unit_id = app_unit()))) AND (may_see_enterprise(enterprise_id, 'enterprises'::text) OR ((kind = 'leave'::text) AND on_own_roster(roster_id, enterprise_id))) AND (NOT (EXISTS ( SELECT 1
   FROM roster_versions v
  WHERE ((v.roster_id = roster_events.roster_id) AND (v.no = roster_events.version_no)))))));
create policy see on roster_events for select using ((may_see_enterprise(enterprise_id, 'enterprises'::text) OR (roster_id IN ( SELECT r.id
   FROM rosters r
  WHERE (r.unit_id = app_unit())))));
CREATE TRIGGER coverage_lists AFTER INSERT ON public.roster_events REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION coverage_follow_records();
grant insert, select on roster_events to opencqo_app;

create table roster_pending (
  unit_id uuid not null,
  id uuid not null,
  roster_id uuid not null,
  version_no integer not null,
  name text not null,
  credit_code text not null default ''::text,
  nominated boolean not null default false,
  area text not null default ''::text,
  place_unit_id uuid,
  constraint roster_pending_pkey PRIMARY KEY (unit_id, id),
  constraint roster_pending_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES rosters(id),
  constraint roster_pending_roster_id_version_no_fkey FOREIGN KEY (roster_id, version_no) REFERENCES roster_versions(roster_id, no) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX roster_pending_of ON public.roster_pending USING btree (roster_id, version_no);
alter table roster_pending enable row level security;
create policy append on roster_pending for insert with check (((unit_id = app_unit()) AND (roster_id IN ( SELECT r.id
   FROM rosters r
  WHERE (r.unit_id = app_unit()))) AND (NOT (EXISTS ( SELECT 1
   FROM roster_versions v
  WHERE ((v.roster_id = roster_pending.roster_id) AND (v.no = roster_pending.version_no)))))));
create policy see on roster_pending for select using (((unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE (s.viewer_id = app_unit()))) OR (place_unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text)))) OR ((place_unit_id IS NULL) AND (unit_id IN ( SELECT u.id
   FROM org_units u
  WHERE (u.serves = ARRAY[app_unit()]))))));
grant insert, select on roster_pending to opencqo_app;

create table roster_period_events (
  roster_id uuid not null,
  id bigint not null generated always as identity,
  was date,
  became date,
  recorded_at timestamp with time zone not null default now(),
  constraint roster_period_events_pkey PRIMARY KEY (roster_id, id),
  constraint roster_period_events_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES rosters(id)
);
alter table roster_period_events enable row level security;
create policy see on roster_period_events for select using (((app_unit() IS NOT NULL) OR (app_enterprise() IS NOT NULL)));
grant select on roster_period_events to opencqo_app;

create table roster_reminders (
  unit_id uuid not null,
  id uuid not null,
  to_unit_id uuid not null,
  about_unit_id uuid not null,
  scope_code text not null,
  state text not null,
  note text not null default ''::text,
  at timestamp with time zone not null default now(),
  by_account uuid not null,
  by_name text not null,
  constraint roster_reminders_pkey PRIMARY KEY (unit_id, id),
  constraint roster_reminders_about_unit_id_fkey FOREIGN KEY (about_unit_id) REFERENCES org_units(id),
  constraint roster_reminders_scope_code_fkey FOREIGN KEY (scope_code) REFERENCES roster_scopes(code),
  constraint roster_reminders_to_unit_id_fkey FOREIGN KEY (to_unit_id) REFERENCES org_units(id),
  constraint roster_reminders_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint roster_reminders_state_check CHECK ((state = ANY (ARRAY['missing'::text, 'old'::text, 'current'::text])))
);
CREATE INDEX roster_reminders_about ON public.roster_reminders USING btree (about_unit_id, scope_code, at DESC);
alter table roster_reminders enable row level security;
create policy remind on roster_reminders for insert with check (((unit_id = app_unit()) AND (about_unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text))))));
create policy see on roster_reminders for select using (((((app_unit() = unit_id) OR (app_unit() = to_unit_id)) OR (app_unit() = about_unit_id)) OR (about_unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text))))));
grant insert, select on roster_reminders to opencqo_app;

create table roster_scopes (
  code text not null,
  name text not null,
  levelled boolean not null default false,
  internal boolean not null default false,
  "position" integer not null default 100,
  added_by uuid,
  constraint roster_scopes_name_key UNIQUE (name),
  constraint roster_scopes_pkey PRIMARY KEY (code),
  constraint roster_scopes_code_check CHECK ((code ~ '^[a-z][a-z0-9-]{1,39}$'::text))
);
alter table roster_scopes enable row level security;
create policy add on roster_scopes for insert with check ((app_role() = ANY (ARRAY['city-officer'::text, 'province-officer'::text])));
create policy see on roster_scopes for select using (true);
grant insert, select on roster_scopes to opencqo_app;

create table roster_version_rows (
  unit_id uuid not null,
  version_id uuid not null,
  seq integer not null,
  line integer,
  outcome text not null,
  message text not null default ''::text,
  name text not null default ''::text,
  credit_code text not null default ''::text,
  area text not null default ''::text,
  nominated boolean not null default false,
  enterprise_id uuid,
  candidates jsonb not null default '[]'::jsonb,
  place_unit_id uuid,
  decision text,
  decided_enterprise uuid,
  constraint roster_version_rows_pkey PRIMARY KEY (unit_id, version_id, seq),
  constraint roster_version_rows_unit_id_version_id_fkey FOREIGN KEY (unit_id, version_id) REFERENCES roster_versions(unit_id, id) ON UPDATE CASCADE ON DELETE CASCADE,
  constraint roster_version_rows_check CHECK ((((decision = 'take'::text) = (decided_enterprise IS NOT NULL)) OR (decision IS NULL))),
  constraint roster_version_rows_decision_check CHECK ((decision = ANY (ARRAY['take'::text, 'pending'::text, 'skip'::text, 'leave'::text, 'stay'::text]))),
  constraint roster_version_rows_outcome_check CHECK ((outcome = ANY (ARRAY['same'::text, 'new'::text, 'renamed'::text, 'other-code'::text, 'near'::text, 'elsewhere'::text, 'ended'::text, 'unknown'::text, 'gone'::text, 'reject'::text])))
);
CREATE INDEX roster_version_rows_by_outcome ON public.roster_version_rows USING btree (unit_id, version_id, outcome, seq);
alter table roster_version_rows enable row level security;
create policy add on roster_version_rows for insert with check (((unit_id = app_unit()) AND (EXISTS ( SELECT 1
   FROM roster_versions v
  WHERE ((v.unit_id = app_unit()) AND (v.id = roster_version_rows.version_id) AND (v.status = 'draft'::text))))));
create policy change on roster_version_rows for update using (((unit_id = app_unit()) AND (EXISTS ( SELECT 1
   FROM roster_versions v
  WHERE ((v.unit_id = app_unit()) AND (v.id = roster_version_rows.version_id) AND (v.status = 'draft'::text))))));
create policy remove on roster_version_rows for delete using (((unit_id = app_unit()) AND (EXISTS ( SELECT 1
   FROM roster_versions v
  WHERE ((v.unit_id = app_unit()) AND (v.id = roster_version_rows.version_id) AND (v.status = 'draft'::text))))));
create policy see on roster_version_rows for select using ((unit_id = app_unit()));
grant delete, insert, select, update on roster_version_rows to opencqo_app;

create table roster_versions (
  unit_id uuid not null,
  id uuid not null,
  roster_id uuid not null,
  kind text not null,
  status text not null default 'draft'::text,
  phase text not null default 'reading'::text,
  version integer not null default 1,
  no integer,
  base_no integer not null default 0,
  effective_on date not null,
  note text not null default ''::text,
  file_name text,
  stored_as text,
  sha256 bytea,
  size bigint,
  mapping jsonb,
  rows_read integer not null default 0,
  rows_total integer,
  problem text,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  signed_at timestamp with time zone,
  signed_by uuid,
  signed_name text,
  signed_unit text,
  discarded_at timestamp with time zone,
  entered integer,
  left_count integer,
  members integer,
  pending integer,
  members_digest text,
  covers uuid[],
  kept_decisions jsonb,
  constraint roster_versions_roster_id_no_key UNIQUE (roster_id, no),
  constraint roster_versions_pkey PRIMARY KEY (unit_id, id),
  constraint roster_versions_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES rosters(id),
  constraint roster_versions_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint roster_versions_check CHECK (((status = 'signed'::text) = (no IS NOT NULL))),
  constraint roster_versions_check1 CHECK (((status = 'signed'::text) = ((signed_at IS NOT NULL) AND (signed_by IS NOT NULL) AND (members IS NOT NULL) AND (pending IS NOT NULL) AND (members_digest IS NOT NULL) AND (covers IS NOT NULL)))),
  constraint roster_versions_kind_check CHECK ((kind = ANY (ARRAY['file'::text, 'record'::text]))),
  constraint roster_versions_phase_check CHECK ((phase = ANY (ARRAY['reading'::text, 'ready'::text, 'failed'::text]))),
  constraint roster_versions_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'signed'::text, 'discarded'::text])))
);
CREATE INDEX roster_versions_signed ON public.roster_versions USING btree (roster_id, effective_on, no) WHERE (status = 'signed'::text);
CREATE UNIQUE INDEX one_draft_of_a_roster ON public.roster_versions USING btree (roster_id) WHERE ((status = 'draft'::text) AND (kind = 'file'::text));
alter table roster_versions enable row level security;
create policy add on roster_versions for insert with check (((unit_id = app_unit()) AND (roster_id IN ( SELECT r.id
   FROM rosters r
  WHERE (r.unit_id = app_unit())))));
create policy change on roster_versions for update using (((unit_id = app_unit()) AND (status = 'draft'::text))) with check ((unit_id = app_unit()));
create policy see on roster_versions for select using (((unit_id = app_unit()) OR ((status = 'signed'::text) AND ((app_unit() IS NOT NULL) OR (app_enterprise() IS NOT NULL)))));
CREATE TRIGGER count_members BEFORE INSERT OR UPDATE OF status ON public.roster_versions FOR EACH ROW WHEN ((new.status = 'signed'::text)) EXECUTE FUNCTION freeze_roster_version();
grant insert, select, update on roster_versions to opencqo_app;

create table rosters (
  id uuid not null,
  version integer not null default 1,
  unit_id uuid not null,
  scope_code text not null,
  name text not null,
  level text,
  doc_no text not null default ''::text,
  period_from date not null,
  period_to date,
  created_at timestamp with time zone not null default now(),
  created_by uuid not null,
  constraint rosters_pkey PRIMARY KEY (id),
  constraint rosters_scope_code_fkey FOREIGN KEY (scope_code) REFERENCES roster_scopes(code),
  constraint rosters_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint rosters_check CHECK (((period_to IS NULL) OR (period_to >= period_from))),
  constraint rosters_level_check CHECK ((level = ANY (ARRAY['national'::text, 'province'::text, 'city'::text, 'county'::text])))
);
CREATE INDEX rosters_by_scope ON public.rosters USING btree (scope_code, period_from);
alter table rosters enable row level security;
create policy add on rosters for insert with check ((unit_id = app_unit()));
create policy change on rosters for update using ((unit_id = app_unit()));
create policy see on rosters for select using (((app_unit() IS NOT NULL) OR (app_enterprise() IS NOT NULL)));
CREATE TRIGGER coverage_period AFTER UPDATE ON public.rosters FOR EACH ROW WHEN (((((new.period_from IS DISTINCT FROM old.period_from) OR (new.period_to IS DISTINCT FROM old.period_to)) OR (new.scope_code IS DISTINCT FROM old.scope_code)) OR (new.level IS DISTINCT FROM old.level))) EXECUTE FUNCTION coverage_follow_period();
grant insert, select, update on rosters to opencqo_app;

create table rule_packs (
  id text not null,
  version integer not null,
  hash text not null,
  title text not null,
  doc_no text not null,
  area_codes text[] not null,
  effective_from date not null,
  effective_to date,
  source text not null,
  loaded_at timestamp with time zone not null default now(),
  parent_id text,
  draft boolean not null default false,
  loaded_by uuid,
  loaded_by_name text,
  constraint rule_packs_pkey PRIMARY KEY (id, version)
);
alter table rule_packs enable row level security;
create policy load on rule_packs for insert with check ((app_role() = ANY (ARRAY['system-admin'::text, 'system'::text])));
create policy see on rule_packs for select using (true);
grant insert, select on rule_packs to opencqo_app;

create table senders (
  channel text not null,
  version integer not null default 1,
  enabled boolean not null,
  settings jsonb not null,
  secret_sealed bytea,
  changed_at timestamp with time zone not null default now(),
  changed_by uuid not null,
  changed_name text not null,
  constraint senders_pkey PRIMARY KEY (channel),
  constraint senders_channel_check CHECK ((channel = ANY (ARRAY['http'::text, 'email'::text])))
);
alter table senders enable row level security;
create policy keep on senders for all using ((app_role() = 'system-admin'::text)) with check ((app_role() = 'system-admin'::text));
create policy send on senders for select using ((app_kind() = 'system'::text));
grant insert, select, update on senders to opencqo_app;

create table sessions (
  id uuid not null,
  token_hash bytea not null,
  kind text not null,
  label text,
  account_id uuid not null,
  grant_id uuid not null,
  created_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  idle_seconds integer not null,
  ended_at timestamp with time zone,
  constraint sessions_token_hash_key UNIQUE (token_hash),
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint sessions_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES grants(id),
  constraint sessions_kind_check CHECK ((kind = ANY (ARRAY['cookie'::text, 'token'::text])))
);
CREATE INDEX sessions_by_account ON public.sessions USING btree (account_id);
CREATE INDEX sessions_by_expiry ON public.sessions USING btree (expires_at);
alter table sessions enable row level security;
create policy own on sessions for all using (((account_id = app_account()) OR (app_kind() = 'sign-in'::text))) with check (((account_id = app_account()) OR (app_kind() = 'sign-in'::text)));
grant insert, select, update on sessions to opencqo_app;

create table sign_in_failures (
  login_digest bytea not null,
  failures integer not null,
  locked_until timestamp with time zone,
  last_at timestamp with time zone not null,
  constraint sign_in_failures_pkey PRIMARY KEY (login_digest)
);
CREATE INDEX sign_in_failures_by_age ON public.sign_in_failures USING btree (last_at);
alter table sign_in_failures enable row level security;

create table staff_members (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  staff_no text not null,
  name text not null,
  department uuid,
  post text,
  key_post boolean,
  joined_on date,
  note text,
  login text,
  constraint staff_members_enterprise_id_staff_no_key UNIQUE (enterprise_id, staff_no),
  constraint staff_members_pkey PRIMARY KEY (enterprise_id, id),
  constraint staff_members_enterprise_id_department_fkey FOREIGN KEY (enterprise_id, department) REFERENCES departments(enterprise_id, id),
  constraint staff_members_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id)
);
CREATE INDEX staff_members_by_department ON public.staff_members USING btree (enterprise_id, department, id) INCLUDE (retired_on);
CREATE INDEX staff_members_by_joined_on ON public.staff_members USING btree (enterprise_id, joined_on, id) INCLUDE (retired_on);
CREATE INDEX staff_members_by_key_post ON public.staff_members USING btree (enterprise_id, key_post, id) INCLUDE (retired_on);
CREATE INDEX staff_members_by_login ON public.staff_members USING btree (enterprise_id, login) WHERE (login IS NOT NULL);
CREATE INDEX staff_members_by_name ON public.staff_members USING btree (enterprise_id, name, id) INCLUDE (retired_on);
CREATE INDEX staff_members_by_post ON public.staff_members USING btree (enterprise_id, post, id) INCLUDE (retired_on);
CREATE INDEX staff_members_by_staff_no ON public.staff_members USING btree (enterprise_id, staff_no, id) INCLUDE (retired_on);
CREATE INDEX staff_members_found ON public.staff_members USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX staff_members_newest ON public.staff_members USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table staff_members enable row level security;
create policy own on staff_members for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant delete, insert, select, update on staff_members to opencqo_app;

create table supervision_events (
  unit_id uuid not null,
  supervision_id uuid not null,
  seq integer not null,
  kind text not null,
  text text not null,
  due_on date,
  by_unit_id uuid not null,
  by_name text not null,
  account_id uuid not null,
  at timestamp with time zone not null default clock_timestamp(),
  constraint supervision_events_pkey PRIMARY KEY (unit_id, supervision_id, seq),
  constraint supervision_events_by_unit_id_fkey FOREIGN KEY (by_unit_id) REFERENCES org_units(id),
  constraint supervision_events_unit_id_supervision_id_fkey FOREIGN KEY (unit_id, supervision_id) REFERENCES supervisions(unit_id, id),
  constraint supervision_events_kind_check CHECK ((kind = ANY (ARRAY['issued'::text, 'replied'::text, 'asked-again'::text, 'closed'::text, 'withdrawn'::text])))
);
alter table supervision_events enable row level security;
create policy add on supervision_events for insert with check (((by_unit_id = app_unit()) AND (EXISTS ( SELECT 1
   FROM supervisions v
  WHERE ((v.unit_id = supervision_events.unit_id) AND (v.id = supervision_events.supervision_id) AND
        CASE
            WHEN (supervision_events.kind = 'replied'::text) THEN (app_unit() = v.unit_id)
            ELSE (app_unit() = v.issuer_id)
        END)))));
create policy see on supervision_events for select using ((EXISTS ( SELECT 1
   FROM supervisions v
  WHERE ((v.unit_id = supervision_events.unit_id) AND (v.id = supervision_events.supervision_id)))));
grant insert, select on supervision_events to opencqo_app;

create table supervisions (
  unit_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  issuer_id uuid not null,
  year integer not null,
  seq integer not null,
  title text not null,
  body text not null,
  basis text not null default ''::text,
  due_on date not null,
  duty_id text,
  period text,
  state text not null default 'issued'::text,
  issued_at timestamp with time zone not null default now(),
  constraint supervisions_issuer_id_year_seq_key UNIQUE (issuer_id, year, seq),
  constraint supervisions_pkey PRIMARY KEY (unit_id, id),
  constraint supervisions_issuer_id_fkey FOREIGN KEY (issuer_id) REFERENCES org_units(id),
  constraint supervisions_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint supervisions_check CHECK ((unit_id <> issuer_id)),
  constraint supervisions_check1 CHECK (((duty_id IS NULL) = (period IS NULL))),
  constraint supervisions_seq_check CHECK ((seq > 0)),
  constraint supervisions_state_check CHECK ((state = ANY (ARRAY['issued'::text, 'replied'::text, 'asked-again'::text, 'closed'::text, 'withdrawn'::text])))
);
CREATE INDEX supervisions_issued ON public.supervisions USING btree (issuer_id, issued_at DESC);
CREATE INDEX supervisions_open ON public.supervisions USING btree (due_on) WHERE (state = ANY (ARRAY['issued'::text, 'asked-again'::text]));
CREATE INDEX supervisions_received ON public.supervisions USING btree (unit_id, issued_at DESC);
alter table supervisions enable row level security;
create policy go_on on supervisions for update using (((app_unit() = unit_id) OR (app_unit() = issuer_id))) with check (((app_unit() = unit_id) OR (app_unit() = issuer_id)));
create policy issue on supervisions for insert with check (((issuer_id = app_unit()) AND (unit_id IN ( SELECT s.unit_id
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text))))));
create policy remind on supervisions for select using ((app_kind() = 'system'::text));
create policy see on supervisions for select using ((EXISTS ( SELECT 1
   FROM unit_scope s
  WHERE ((s.viewer_id = app_unit()) AND (s.covers = 'all'::text) AND (s.unit_id = ANY (ARRAY[supervisions.unit_id, supervisions.issuer_id]))))));
CREATE TRIGGER keep_supervision BEFORE UPDATE ON public.supervisions FOR EACH ROW EXECUTE FUNCTION keep_supervision();
grant insert, select, update on supervisions to opencqo_app;

create table suppliers (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  search text not null,
  retired_on date,
  changed_at timestamp with time zone not null,
  supplier_no text not null,
  name text not null,
  supplies text,
  standing text,
  assessed_on date,
  note text,
  constraint suppliers_enterprise_id_supplier_no_key UNIQUE (enterprise_id, supplier_no),
  constraint suppliers_pkey PRIMARY KEY (enterprise_id, id),
  constraint suppliers_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint suppliers_standing_check CHECK ((standing = ANY (ARRAY['qualified'::text, 'trial'::text, 'restricted'::text, 'suspended'::text])))
);
CREATE INDEX suppliers_by_assessed_on ON public.suppliers USING btree (enterprise_id, assessed_on, id) INCLUDE (retired_on);
CREATE INDEX suppliers_by_name ON public.suppliers USING btree (enterprise_id, name, id) INCLUDE (retired_on);
CREATE INDEX suppliers_by_standing ON public.suppliers USING btree (enterprise_id, standing, id) INCLUDE (retired_on);
CREATE INDEX suppliers_by_supplier_no ON public.suppliers USING btree (enterprise_id, supplier_no, id) INCLUDE (retired_on);
CREATE INDEX suppliers_by_supplies ON public.suppliers USING btree (enterprise_id, supplies, id) INCLUDE (retired_on);
CREATE INDEX suppliers_found ON public.suppliers USING gin (ledger_grams(enterprise_id, search));
CREATE INDEX suppliers_newest ON public.suppliers USING btree (enterprise_id, id) INCLUDE (retired_on);
alter table suppliers enable row level security;
create policy own on suppliers for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER vetoed BEFORE DELETE ON public.suppliers FOR EACH ROW EXECUTE FUNCTION veto_keeps_its_subject();
grant delete, insert, select, update on suppliers to opencqo_app;

create table survey_import_rows (
  unit_id uuid not null,
  import_id uuid not null,
  line integer not null,
  enterprise_id uuid,
  name text not null,
  message text not null default ''::text,
  records jsonb not null default '[]'::jsonb,
  constraint survey_import_rows_pkey PRIMARY KEY (unit_id, import_id, line),
  constraint survey_import_rows_unit_id_import_id_fkey FOREIGN KEY (unit_id, import_id) REFERENCES survey_imports(unit_id, id) ON DELETE CASCADE
);
alter table survey_import_rows enable row level security;
create policy own on survey_import_rows for all using ((unit_id = app_unit())) with check ((unit_id = app_unit()));
grant insert, select on survey_import_rows to opencqo_app;

create table survey_imports (
  unit_id uuid not null,
  id uuid not null,
  status text not null,
  file_name text not null,
  stored_as text not null,
  sha256 bytea not null,
  mapping jsonb not null,
  as_of date not null,
  said_by text not null,
  rows_read integer not null,
  good integer not null,
  rejected integer not null,
  records integer not null,
  started_by uuid not null,
  started_by_name text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint survey_imports_pkey PRIMARY KEY (unit_id, id),
  constraint survey_imports_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint survey_imports_status_check CHECK ((status = ANY (ARRAY['checked'::text, 'applied'::text, 'undone'::text, 'discarded'::text])))
);
alter table survey_imports enable row level security;
create policy own on survey_imports for all using ((unit_id = app_unit())) with check ((unit_id = app_unit()));
grant insert, select, update on survey_imports to opencqo_app;

create table tags (
  unit_id uuid not null,
  id uuid not null,
  name text not null,
  tone text not null,
  created_at timestamp with time zone not null default now(),
  constraint tags_unit_id_name_key UNIQUE (unit_id, name),
  constraint tags_pkey PRIMARY KEY (unit_id, id),
  constraint tags_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id),
  constraint tags_tone_check CHECK ((tone = ANY (ARRAY['blue'::text, 'green'::text, 'gold'::text, 'red'::text, 'purple'::text, 'cyan'::text, 'grey'::text])))
);
alter table tags enable row level security;
create policy own on tags for all using ((unit_id = app_unit())) with check ((unit_id = app_unit()));
grant delete, insert, select, update on tags to opencqo_app;

create table tenants (
  enterprise_id uuid not null,
  unit_id uuid not null,
  constraint tenants_pkey PRIMARY KEY (enterprise_id)
);
CREATE INDEX tenants_by_unit ON public.tenants USING btree (unit_id, enterprise_id);
alter table tenants enable row level security;
create policy see on tenants for select using (may_see_enterprise(enterprise_id, 'enterprises'::text));
CREATE TRIGGER move_entries AFTER UPDATE ON public.tenants FOR EACH ROW WHEN ((old.unit_id IS DISTINCT FROM new.unit_id)) EXECUTE FUNCTION move_filing_entries();
grant select on tenants to opencqo_app;

create table term_evaluations (
  enterprise_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  evaluated_on date not null,
  result text not null,
  items jsonb not null,
  opinion text not null,
  evaluator_name text not null,
  account_id uuid,
  on_behalf_unit_id uuid,
  recorded_at timestamp with time zone not null,
  constraint term_evaluations_pkey PRIMARY KEY (enterprise_id, id),
  constraint term_evaluations_enterprise_id_appointment_id_fkey FOREIGN KEY (enterprise_id, appointment_id) REFERENCES appointments(enterprise_id, id),
  constraint term_evaluations_on_behalf_unit_id_fkey FOREIGN KEY (on_behalf_unit_id) REFERENCES org_units(id),
  constraint term_evaluations_result_check CHECK ((result = ANY (ARRAY['renew'::text, 'reselect'::text])))
);
CREATE INDEX term_evaluations_of ON public.term_evaluations USING btree (enterprise_id, appointment_id, id);
alter table term_evaluations enable row level security;
create policy append on term_evaluations for insert with check ((((enterprise_id = app_enterprise()) AND (on_behalf_unit_id IS NULL)) OR ((on_behalf_unit_id = app_unit()) AND responsible_for(enterprise_id))));
create policy see on term_evaluations for select using (((enterprise_id = app_enterprise()) OR ((on_behalf_unit_id = app_unit()) AND responsible_for(enterprise_id))));
grant insert, select on term_evaluations to opencqo_app;

create table unit_delivery (
  unit_id uuid not null,
  version integer not null default 1,
  by_http boolean not null,
  by_email boolean not null,
  changed_at timestamp with time zone not null default now(),
  changed_by uuid not null,
  constraint unit_delivery_pkey PRIMARY KEY (unit_id),
  constraint unit_delivery_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES org_units(id)
);
alter table unit_delivery enable row level security;
create policy own on unit_delivery for all using ((unit_id = app_unit())) with check ((unit_id = app_unit()));
grant insert, select, update on unit_delivery to opencqo_app;

create table unit_scope (
  viewer_id uuid not null,
  unit_id uuid not null,
  covers text not null,
  constraint unit_scope_pkey PRIMARY KEY (viewer_id, unit_id),
  constraint unit_scope_covers_check CHECK ((covers = ANY (ARRAY['all'::text, 'enterprises'::text])))
);
-- no row level security;
grant select on unit_scope to opencqo_app;

create table veto_conditions (
  enterprise_id uuid not null,
  action_id uuid not null,
  veto_id uuid not null,
  what text not null,
  added_by_name text not null,
  constraint veto_conditions_pkey PRIMARY KEY (enterprise_id, action_id),
  constraint veto_conditions_enterprise_id_action_id_fkey FOREIGN KEY (enterprise_id, action_id) REFERENCES actions(enterprise_id, id),
  constraint veto_conditions_enterprise_id_veto_id_fkey FOREIGN KEY (enterprise_id, veto_id) REFERENCES vetoes(enterprise_id, id)
);
CREATE INDEX veto_conditions_of ON public.veto_conditions USING btree (enterprise_id, veto_id, action_id);
alter table veto_conditions enable row level security;
create policy own on veto_conditions for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on veto_conditions to opencqo_app;

create table veto_deputies (
  enterprise_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  from_on date not null,
  until_on date not null,
  note text not null,
  named_at timestamp with time zone not null,
  named_by uuid not null,
  named_by_name text not null,
  named_as text not null,
  ended_at timestamp with time zone,
  ended_by_name text,
  ended_note text,
  constraint veto_deputies_pkey PRIMARY KEY (enterprise_id, id),
  constraint veto_deputies_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint veto_deputies_check CHECK ((until_on >= from_on)),
  constraint veto_deputies_named_as_check CHECK ((named_as = ANY (ARRAY['principal'::text, 'cqo'::text])))
);
alter table veto_deputies enable row level security;
create policy own on veto_deputies for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER only_ends BEFORE UPDATE ON public.veto_deputies FOR EACH ROW EXECUTE FUNCTION deputy_only_ends();
grant insert, select, update on veto_deputies to opencqo_app;

create table veto_events (
  enterprise_id uuid not null,
  id uuid not null,
  veto_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  account_id uuid not null,
  by_name text not null,
  by_role text not null,
  note text not null default ''::text,
  constraint veto_events_pkey PRIMARY KEY (enterprise_id, id),
  constraint veto_events_enterprise_id_veto_id_fkey FOREIGN KEY (enterprise_id, veto_id) REFERENCES vetoes(enterprise_id, id),
  constraint veto_events_kind_check CHECK ((kind = ANY (ARRAY['raised'::text, 'evidence-added'::text, 'condition-added'::text, 'checked'::text, 'lifted'::text, 'overridden'::text, 'agreed'::text, 'disagreed'::text])))
);
CREATE INDEX veto_events_of ON public.veto_events USING btree (enterprise_id, veto_id, id);
alter table veto_events enable row level security;
create policy own on veto_events for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on veto_events to opencqo_app;

create table veto_evidence (
  enterprise_id uuid not null,
  id uuid not null,
  veto_id uuid not null,
  file_id uuid not null,
  what text not null,
  added_at timestamp with time zone not null,
  added_by uuid not null,
  added_by_name text not null,
  constraint veto_evidence_enterprise_id_veto_id_file_id_key UNIQUE (enterprise_id, veto_id, file_id),
  constraint veto_evidence_pkey PRIMARY KEY (enterprise_id, id),
  constraint veto_evidence_enterprise_id_file_id_fkey FOREIGN KEY (enterprise_id, file_id) REFERENCES files(enterprise_id, id),
  constraint veto_evidence_enterprise_id_veto_id_fkey FOREIGN KEY (enterprise_id, veto_id) REFERENCES vetoes(enterprise_id, id)
);
alter table veto_evidence enable row level security;
create policy own on veto_evidence for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on veto_evidence to opencqo_app;

create table veto_receipts (
  enterprise_id uuid not null,
  veto_id uuid not null,
  account_id uuid not null,
  name text not null,
  at timestamp with time zone not null,
  constraint veto_receipts_pkey PRIMARY KEY (enterprise_id, veto_id, account_id),
  constraint veto_receipts_enterprise_id_veto_id_fkey FOREIGN KEY (enterprise_id, veto_id) REFERENCES vetoes(enterprise_id, id)
);
alter table veto_receipts enable row level security;
create policy own on veto_receipts for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on veto_receipts to opencqo_app;

create table veto_told (
  enterprise_id uuid not null,
  veto_id uuid not null,
  staff_id uuid not null,
  name text not null,
  post text not null,
  constraint veto_told_pkey PRIMARY KEY (enterprise_id, veto_id, staff_id),
  constraint veto_told_enterprise_id_staff_id_fkey FOREIGN KEY (enterprise_id, staff_id) REFERENCES staff_members(enterprise_id, id),
  constraint veto_told_enterprise_id_veto_id_fkey FOREIGN KEY (enterprise_id, veto_id) REFERENCES vetoes(enterprise_id, id)
);
alter table veto_told enable row level security;
create policy own on veto_told for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
grant insert, select on veto_told to opencqo_app;

create table vetoes (
  enterprise_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  number text not null,
  state text not null,
  subject_kind text not null,
  subject_id uuid,
  subject_text text not null,
  subject_path text,
  extent text not null,
  acts text[] not null,
  clause text not null,
  requirement text not null,
  facts text not null,
  risk text not null,
  measures text not null,
  raised_at timestamp with time zone not null,
  raised_by uuid not null,
  raised_by_name text not null,
  raised_as text not null,
  appointment_id uuid,
  checked_at timestamp with time zone,
  checked_by uuid,
  checked_by_name text,
  checked_mark text,
  ended_at timestamp with time zone,
  ended_by uuid,
  ended_by_name text,
  ended_note text,
  search text not null,
  constraint vetoes_enterprise_id_number_key UNIQUE (enterprise_id, number),
  constraint vetoes_pkey PRIMARY KEY (enterprise_id, id),
  constraint vetoes_enterprise_id_appointment_id_fkey FOREIGN KEY (enterprise_id, appointment_id) REFERENCES appointments(enterprise_id, id),
  constraint vetoes_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id),
  constraint vetoes_check CHECK (((state = ANY (ARRAY['lifted'::text, 'overridden'::text])) = (ended_at IS NOT NULL))),
  constraint vetoes_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint vetoes_check2 CHECK ((ended_at >= raised_at)),
  constraint vetoes_check3 CHECK (((state <> 'checked'::text) OR (checked_by IS NOT NULL))),
  constraint vetoes_check4 CHECK (((state <> 'lifted'::text) OR ((checked_by IS NOT NULL) AND (checked_by <> ended_by)))),
  constraint vetoes_check5 CHECK (((state <> 'overridden'::text) OR (ended_note <> ''::text))),
  constraint vetoes_raised_as_check CHECK ((raised_as = ANY (ARRAY['cqo'::text, 'deputy'::text]))),
  constraint vetoes_state_check CHECK ((state = ANY (ARRAY['in-force'::text, 'checked'::text, 'lifted'::text, 'overridden'::text]))),
  constraint vetoes_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['batch'::text, 'product'::text, 'supplier'::text, 'release'::text, 'design'::text, 'purchase'::text, 'equipment'::text, 'instrument'::text])))
);
CREATE INDEX vetoes_by_subject ON public.vetoes USING btree (enterprise_id, subject_id) WHERE (subject_id IS NOT NULL);
CREATE INDEX vetoes_in_force ON public.vetoes USING btree (enterprise_id, id) WHERE (ended_at IS NULL);
alter table vetoes enable row level security;
create policy own on vetoes for all using ((enterprise_id = app_enterprise())) with check ((enterprise_id = app_enterprise()));
CREATE TRIGGER keeps_its_word BEFORE UPDATE ON public.vetoes FOR EACH ROW EXECUTE FUNCTION veto_keeps_its_word();
grant insert, select, update on vetoes to opencqo_app;

CREATE OR REPLACE FUNCTION public.above_scale_of(p_units uuid[], p_on date, p_known timestamp with time zone)
 RETURNS TABLE(unit_id uuid, enterprise_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select k.unit_id, k.enterprise_id
    from coverage_on((select array_agg(s.unit_id) from unit_scope s where s.viewer_id = app_unit() and s.unit_id = any(p_units)),
                     p_on, p_known, true) k
   where 'above-scale' = any(k.scopes)
$function$;
grant execute on function above_scale_of(uuid[],date,timestamp with time zone) to opencqo_app;

CREATE OR REPLACE FUNCTION public.accept_invitation(p_hash bytea, p_account uuid, p_grant uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare i invitations;
begin
  if app_kind() is distinct from 'sign-in' and p_account is distinct from app_account() then raise exception 'not the own account'; end if;
  select * into i from invitations where token_hash = p_hash for update;
  if not found then return 'unknown'; end if;
  if i.accepted_at is not null then return 'accepted'; end if;
  if i.revoked_at is not null then return 'revoked'; end if;
  if i.expires_at <= now() then return 'expired'; end if;
  if exists (select 1 from grants g where g.account_id = p_account and grant_holds(g.valid_from, g.valid_to) and g.role = i.role
              and g.enterprise_id is not distinct from i.enterprise_id and g.unit_id is not distinct from i.unit_id) then
    return 'held';
  end if;
  -- GB/T 22239 管理用户权限分离: the three administrators are three people.
  if i.role in ('system-admin', 'security-admin', 'audit-admin')
     and exists (select 1 from grants g where g.account_id = p_account and grant_holds(g.valid_from, g.valid_to)
                  and g.role in ('system-admin', 'security-admin', 'audit-admin')) then
    return 'administrators-apart';
  end if;
  insert into grants (id, account_id, role, enterprise_id, unit_id, in_charge)
    values (p_grant, p_account, i.role, i.enterprise_id, i.unit_id, i.in_charge);
  update invitations set accepted_at = now(), accepted_by = p_account where id = i.id;
  return 'open';
end $function$;
grant execute on function accept_invitation(bytea,uuid,uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.add_registration_scan(p_ticket bytea, p_id uuid, p_kind text, p_name text, p_media_type text, p_size bigint, p_sha256 bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare r registrations;
begin
  select * into r from registrations where ticket_hash = p_ticket and state = 'draft' for update;
  if not found or (select count(*) from registration_scans s where s.unit_id = r.unit_id and s.registration_id = r.id) >= 3 then
    return false;
  end if;
  insert into registration_scans (unit_id, registration_id, id, kind, name, media_type, size, sha256)
    values (r.unit_id, r.id, p_id, p_kind, p_name, p_media_type, p_size, p_sha256);
  return true;
end $function$;
grant execute on function add_registration_scan(bytea,uuid,text,text,text,bigint,bytea) to opencqo_app;

CREATE OR REPLACE FUNCTION public.app_account()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (app_setting('account'::text))::uuid;
grant execute on function app_account() to public;

CREATE OR REPLACE FUNCTION public.app_enterprise()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (app_setting('enterprise'::text))::uuid;
grant execute on function app_enterprise() to public;

CREATE OR REPLACE FUNCTION public.app_kind()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN app_setting('kind'::text);
grant execute on function app_kind() to public;

CREATE OR REPLACE FUNCTION public.app_oversees(p_unit uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = p_unit and s.covers = 'all')
$function$;
grant execute on function app_oversees(uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.app_role()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN app_setting('role'::text);
grant execute on function app_role() to public;

CREATE OR REPLACE FUNCTION public.app_setting(name text)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting(('opencqo.'::text || name), true), ''::text);
grant execute on function app_setting(text) to public;

CREATE OR REPLACE FUNCTION public.app_unit()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (app_setting('unit'::text))::uuid;
grant execute on function app_unit() to public;

CREATE OR REPLACE FUNCTION public.audit_head(p_chain uuid)
 RETURNS TABLE(seq bigint, hash bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select h.seq, h.hash from audit_heads h
   where h.chain_id = p_chain
     and (may_see_enterprise(p_chain)
       or p_chain = workbench_chain(app_enterprise())
       or p_chain in (select s.unit_id from unit_scope s where s.viewer_id = app_unit())
       or app_role() = 'audit-admin')
$function$;
grant execute on function audit_head(uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.become_replacement(p_enterprise uuid, p_filing uuid, p_previous uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  update filings set kind = 'replace', previous_id = p_previous
   where enterprise_id = p_enterprise and id = p_filing and kind = 'new' and status in ('submitted', 'accepted')
     and desk_unit_id = app_unit()
     and exists (select 1 from filings f where f.enterprise_id = p_enterprise and f.id = p_previous and f.status = 'registered');
  return found;
exception when unique_violation then return false;
end $function$;
grant execute on function become_replacement(uuid,uuid,uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.beijing_day(p_at timestamp with time zone)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((p_at AT TIME ZONE 'Asia/Shanghai'::text))::date;
grant execute on function beijing_day(timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION public.call_instrument()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  new.called := new.instrument_no || ' ' || new.name;
  return new;
end $function$;
grant execute on function call_instrument() to public;

CREATE OR REPLACE FUNCTION public.certificate_id()
 RETURNS uuid
 LANGUAGE sql
AS $function$
  select (substr(t, 1, 8) || '-' || substr(t, 9, 4) || '-7' || substr(r, 1, 3) || '-8' || substr(r, 4, 3) || '-' || substr(r, 7, 12))::uuid
    from (select lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') as t,
                 replace(gen_random_uuid()::text, '-', '') as r) as parts
$function$;
grant execute on function certificate_id() to public;

CREATE OR REPLACE FUNCTION public.certificate_search(p_no text, p_body text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select lower(concat_ws(' ', regexp_replace(normalize(p_no, NFKC), '\s', '', 'g'), regexp_replace(normalize(p_body, NFKC), '\s', '', 'g')))
$function$;
grant execute on function certificate_search(text,text) to public;

CREATE OR REPLACE FUNCTION public.clear_failures(p_digest bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  delete from sign_in_failures where login_digest = p_digest
$function$;
grant execute on function clear_failures(bytea) to opencqo_app;

CREATE OR REPLACE FUNCTION public.close_filing(p_enterprise uuid, p_by uuid, p_status text, p_cancelled_on date, p_at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare following filings;
begin
  select * into following from filings where enterprise_id = p_enterprise and id = p_by and previous_id is not null
     and status in ('submitted', 'accepted') and desk_unit_id = app_unit();
  if not found then
    raise exception 'only the desk closes the filing before' using errcode = 'insufficient_privilege';
  end if;
  update filings set status = p_status, cancelled_on = p_cancelled_on,
      cancelled_at = case when p_cancelled_on is not null then p_at end,
      superseded_at = case when following.kind <> 'cancel' then p_at end, version = version + 1, updated_at = p_at
   where enterprise_id = p_enterprise and id = following.previous_id and status = 'registered';
  if not found then return null; end if;
  if p_status = 'changed' then
    update filing_number_register set filing_id = p_by where enterprise_id = p_enterprise and filing_id = following.previous_id;
  end if;
  return following.previous_id;
end $function$;
grant execute on function close_filing(uuid,uuid,text,date,timestamp with time zone) to opencqo_app;

CREATE OR REPLACE FUNCTION public.complete_reset(p_hash bytea, p_password_hash text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare r password_resets; state text;
begin
  if app_kind() is distinct from 'sign-in' then raise exception 'only before signing in'; end if;
  select * into r from password_resets where token_hash = p_hash for update;
  select t.state into state from reset_by_token(p_hash) t;
  if state is distinct from 'open' then return coalesce(state, 'unknown'); end if;
  update accounts set password_hash = p_password_hash where id = r.account_id;
  update sessions set ended_at = now() where account_id = r.account_id and ended_at is null;
  update password_resets set used_at = now() where id = r.id;
  update password_resets set voided_at = now() where account_id = r.account_id and used_at is null and voided_at is null;
  return 'open';
end $function$;
grant execute on function complete_reset(bytea,text) to opencqo_app;

CREATE OR REPLACE FUNCTION public.cost_base_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    perform cost_month_must_be_open(old.enterprise_id, old.month);
    return old;
  end if;
  if old.month <> new.month or (old.retired_on is null and new.retired_on is not null)
      or (old.retired_on is null and (
        (old.revenue is not null and old.revenue is distinct from new.revenue)
        or (old.total_cost is not null and old.total_cost is distinct from new.total_cost)
        or (old.output_value is not null and old.output_value is distinct from new.output_value))) then
    perform cost_month_must_be_open(old.enterprise_id, old.month);
    perform cost_month_must_be_open(new.enterprise_id, new.month);
  end if;
  return new;
end $function$;
grant execute on function cost_base_guard() to public;

CREATE OR REPLACE FUNCTION public.cost_line_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  v_next text;
begin
  if tg_op <> 'INSERT' then perform cost_month_must_be_open(old.enterprise_id, old.month); end if;
  if tg_op = 'DELETE' then return old; end if;
  perform cost_month_must_be_open(new.enterprise_id, new.month);
  select class into new.class from cost_accounts where enterprise_id = new.enterprise_id and id = new.account;
  if new.corrects is null then return new; end if;
  if exists (select from cost_locks where enterprise_id = new.enterprise_id and month = new.corrects) then
    v_next := cost_next_open_month(new.enterprise_id, new.corrects);
  elsif new.source_id is not null then
    -- What a source costs more or less than what was taken goes into the month itself while that is open.
    v_next := new.corrects;
  end if;
  if v_next is distinct from new.month then
    raise exception 'a correction belongs into the next open month' using errcode = 'QC002', detail = coalesce(v_next, '');
  end if;
  return new;
end $function$;
grant execute on function cost_line_guard() to public;

CREATE OR REPLACE FUNCTION public.cost_lock_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a locked month is never unlocked' using errcode = 'QC003', detail = old.month;
end $function$;
grant execute on function cost_lock_stays() to public;

CREATE OR REPLACE FUNCTION public.cost_month_figures(p_enterprise uuid, p_month text)
 RETURNS TABLE(lines integer, prevention bigint, appraisal bigint, internal bigint, external bigint, assurance bigint, accounts jsonb, digest bytea)
 LANGUAGE sql
 STABLE
AS $function$
  with own as (
    select l.*, a.code, a.name from cost_lines l join cost_accounts a on a.enterprise_id = l.enterprise_id and a.id = l.account
     where l.enterprise_id = p_enterprise and l.month = p_month and l.retired_on is null
  ), by_account as (
    select account, code, name, class, count(*) as lines, sum(amount) as amount from own group by account, code, name, class
  )
  select (select count(*)::int from own),
         coalesce(sum(amount) filter (where class = 'prevention'), 0)::bigint, coalesce(sum(amount) filter (where class = 'appraisal'), 0)::bigint,
         coalesce(sum(amount) filter (where class = 'internal'), 0)::bigint, coalesce(sum(amount) filter (where class = 'external'), 0)::bigint,
         coalesce(sum(amount) filter (where class = 'assurance'), 0)::bigint,
         coalesce(jsonb_agg(jsonb_build_object('id', account, 'code', code, 'name', name, 'class', class, 'lines', lines, 'amount', amount) order by code), '[]'),
         sha256(convert_to(coalesce((select string_agg(jsonb_build_array(id, account, class, department, product, amount, what, voucher_no, corrects,
           source_kind, source_id, source_line)::text, e'\n' order by id) from own), ''), 'UTF8'))
    from by_account $function$;
grant execute on function cost_month_figures(uuid,text) to public;

CREATE OR REPLACE FUNCTION public.cost_month_gate(p_enterprise uuid, p_month text)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$ select hashtextextended('cost month ' || p_enterprise || ' ' || p_month, 0) $function$;
grant execute on function cost_month_gate(uuid,text) to public;

CREATE OR REPLACE FUNCTION public.cost_month_must_be_open(p_enterprise uuid, p_month text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock_shared(cost_month_gate(p_enterprise, p_month));
  if exists (select from cost_locks where enterprise_id = p_enterprise and month = p_month) then
    raise exception 'cost month is locked' using errcode = 'QC001', detail = p_month;
  end if;
end $function$;
grant execute on function cost_month_must_be_open(uuid,text) to public;

CREATE OR REPLACE FUNCTION public.cost_next_open_month(p_enterprise uuid, p_after text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select to_char(m, 'YYYY-MM')
    from generate_series((p_after || '-01')::date + interval '1 month', (p_after || '-01')::date + interval '1200 months', interval '1 month') m
   where not exists (select from cost_locks where enterprise_id = p_enterprise and month = to_char(m, 'YYYY-MM'))
   limit 1 $function$;
grant execute on function cost_next_open_month(uuid,text) to public;

CREATE OR REPLACE FUNCTION public.count_failure(p_digest bytea, p_limit integer, p_seconds integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  insert into sign_in_failures as f (login_digest, failures, locked_until, last_at)
  values (p_digest, 1, case when p_limit <= 1 then now() + make_interval(secs => p_seconds) end, now())
  on conflict (login_digest) do update set
    failures = case when f.last_at < now() - interval '15 minutes' or f.locked_until < now() then 1 else f.failures + 1 end,
    locked_until = case when f.last_at < now() - interval '15 minutes' or f.locked_until < now() then null
                        when f.failures + 1 >= p_limit then now() + make_interval(secs => p_seconds) else f.locked_until end,
    last_at = now()
$function$;
grant execute on function count_failure(bytea,integer,integer) to opencqo_app;

CREATE OR REPLACE FUNCTION public.coverage_codes(p_scope text, p_level text, p_nominated boolean)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((ARRAY[p_scope] || CASE WHEN (p_level IS NULL) THEN '{}'::text[] ELSE ARRAY[((p_scope || '-'::text) || p_level)] END) || CASE WHEN (NOT p_nominated) THEN '{}'::text[] WHEN (p_level IS NULL) THEN ARRAY[(p_scope || '-nominated'::text)] ELSE ARRAY[(p_scope || '-nominated'::text), (((p_scope || '-'::text) || p_level) || '-nominated'::text)] END);
grant execute on function coverage_codes(text,text,boolean) to public;

CREATE OR REPLACE FUNCTION public.coverage_compare(p_unit uuid, p_on date)
 RETURNS TABLE(scope text, measure text, day date, kept integer, made integer, compared integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
#variable_conflict use_column
declare ids uuid[];
begin
  if not app_oversees(p_unit) and app_kind() is distinct from 'system' then return; end if;
  ids := array(
    select h.enterprise_id from coverage_heads h join enterprises e on e.id = h.enterprise_id where e.unit_id = p_unit
    union
    select h.enterprise_id from enterprise_unit_events v join coverage_heads h on h.enterprise_id = v.enterprise_id where v.unit_id = p_unit
    union
    select s.enterprise_id from coverage_standings s where s.unit_id = p_unit);
  return query
  with kept as (
    select v.scope, v.measure, v.day, v.value - coalesce(lag(v.value) over (partition by v.scope, v.measure order by v.day), 0) as delta
      from coverage_values v where v.unit_id = p_unit
    union all
    select t.scope, t.measure, t.day, t.delta from coverage_tail t where t.unit_id = p_unit
  ), made as (
    select d.scope, d.measure, d.day, d.delta
      from coverage_stretches(ids) s cross join lateral coverage_deltas(s.from_on, s.to_on, s.scopes, s.measures, s.times) d
     where s.unit_id = p_unit
    union all
    select s.scope, m.measure, beijing_day(e.created_at), 1
      from enterprises e cross join unnest(coverage_entry_scopes(e.size)) as s(scope) cross join (values ('members'), ('never')) as m(measure)
     where e.unit_id = p_unit and not exists (select 1 from coverage_heads h where h.enterprise_id = e.id)
  ), changes as (
    select c.scope, c.measure, case when p_on is null then c.day else p_on end as day, sum(c.kept)::int as kept, sum(c.made)::int as made
      from (select k.scope, k.measure, k.day, k.delta as kept, 0 as made from kept k
            union all select m.scope, m.measure, m.day, 0, m.delta from made m) c
     where p_on is null or c.day <= p_on group by 1, 2, 3
  ), stood as (
    select c.scope, c.measure, c.day, (sum(c.kept) over w)::int as kept, (sum(c.made) over w)::int as made
      from changes c window w as (partition by c.scope, c.measure order by c.day)
  )
  select s.scope, s.measure, s.day, s.kept, s.made, null::int from stood s where s.kept <> s.made
  union all
  select null, null, null, null, null, count(*)::int from stood
   order by 3 nulls last, 1, 2;
end $function$;
grant execute on function coverage_compare(uuid,date) to opencqo_app;

CREATE OR REPLACE FUNCTION public.coverage_compare_enterprises(p_unit uuid)
 RETURNS TABLE(enterprise_id uuid, compared integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
#variable_conflict use_column
declare ids uuid[];
begin
  if not app_oversees(p_unit) and app_kind() is distinct from 'system' then return; end if;
  ids := array(select e.id from coverage_heads h join enterprises e on e.id = h.enterprise_id where e.unit_id = p_unit);
  return query
  select d.enterprise_id, null::int from (
    ((select * from coverage_stretches(ids)) except (select * from coverage_standings s where s.enterprise_id = any(ids)))
    union all
    ((select * from coverage_standings s where s.enterprise_id = any(ids)) except (select * from coverage_stretches(ids)))) d
   group by d.enterprise_id
  union all
  select null, cardinality(ids);
end $function$;
grant execute on function coverage_compare_enterprises(uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.coverage_deltas(p_from date, p_to date, p_scopes text[], p_measures text[], p_times integer)
 RETURNS TABLE(scope text, measure text, day date, delta integer)
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select s.scope, m.measure, d.day, m.n * d.sign
    from unnest(p_scopes) as s(scope)
    cross join (select measure, 1 as n from unnest(p_measures) as measure
                union all select 'trained-times', p_times where p_times > 0) m
    cross join (values (p_from, 1), (p_to, -1)) as d(day, sign)
   where d.day < 'infinity'
$function$;
grant execute on function coverage_deltas(date,date,text[],text[],integer) to public;

CREATE OR REPLACE FUNCTION public.coverage_desk(p_enterprise uuid, p_on date)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce((
    select case f.status when 'returned' then 'returned' else 'submitted' end
      from appointments a join filings f on f.enterprise_id = a.enterprise_id and f.appointment_id = a.id
     where a.enterprise_id = p_enterprise and a.status in ('issued', 'ended') and a.term_from <= p_on
       and coalesce(a.ended_on, a.term_to, 'infinity') >= p_on and f.kind <> 'cancel'
       and f.status in ('submitted', 'accepted', 'returned')
     order by f.id desc limit 1), 'not-filed')
$function$;

CREATE OR REPLACE FUNCTION public.coverage_desks(p_root uuid, p_scope text, p_on date, p_then boolean)
 RETURNS TABLE(desk text, n integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
#variable_conflict use_column
begin
  if not app_oversees(p_root) and app_kind() is distinct from 'system' then return; end if;
  return query
  select coverage_desk(k.enterprise_id, p_on), count(*)::int
    from coverage_on(array(select t.unit_id from coverage_tree(p_root, p_on, 'infinity', p_then) t), p_on, null, p_then) k
   where p_scope = any(k.scopes) and 'appointed' = any(k.measures) group by 1;
end $function$;
grant execute on function coverage_desks(uuid,text,date,boolean) to opencqo_app;

CREATE OR REPLACE FUNCTION public.coverage_entry_scopes(p_size text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN coverage_is_sme(p_size) THEN ARRAY['all'::text, 'sme'::text] ELSE ARRAY['all'::text] END;
grant execute on function coverage_entry_scopes(text) to public;

CREATE OR REPLACE FUNCTION public.coverage_fold(p_today date, p_all boolean DEFAULT false)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare folded int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only for jobs'; end if;
  if not pg_try_advisory_xact_lock(7031003) then return 0; end if;
  with taken as (
    delete from coverage_tail where day <= p_today returning unit_id, scope, measure, day, delta
  ), sums as (
    select unit_id, scope, measure, day, sum(delta) as delta from taken group by unit_id, scope, measure, day having sum(delta) <> 0
  ), firsts as (
    select unit_id, scope, measure, min(day) as day from sums group by unit_id, scope, measure
  ), days as (
    select unit_id, scope, measure, day from sums
    union
    select v.unit_id, v.scope, v.measure, v.day from coverage_values v
      join firsts f on f.unit_id = v.unit_id and f.scope = v.scope and f.measure = v.measure and v.day > f.day
  ), added as (
    select d.unit_id, d.scope, d.measure, d.day, sum(s.delta) as delta from days d
      join sums s on s.unit_id = d.unit_id and s.scope = d.scope and s.measure = d.measure and s.day <= d.day
     group by d.unit_id, d.scope, d.measure, d.day
  )
  insert into coverage_values as v (unit_id, scope, measure, day, value)
  select a.unit_id, a.scope, a.measure, a.day, a.delta + coalesce((
           select o.value from coverage_values o
            where o.unit_id = a.unit_id and o.scope = a.scope and o.measure = a.measure and o.day <= a.day
            order by o.day desc limit 1), 0)
    from added a
  on conflict (unit_id, scope, measure, day) do update set value = excluded.value where v.value <> excluded.value;
  get diagnostics folded = row_count;
  if p_all then
    with taken as (
      delete from coverage_tail t using (
        select unit_id, scope, measure, day from coverage_tail where day > p_today
         group by unit_id, scope, measure, day having count(*) > 1) m
       where t.unit_id = m.unit_id and t.scope = m.scope and t.measure = m.measure and t.day = m.day
      returning t.unit_id, t.scope, t.measure, t.day, t.delta)
    insert into coverage_tail (unit_id, scope, measure, day, delta)
    select unit_id, scope, measure, day, sum(delta) from taken group by unit_id, scope, measure, day having sum(delta) <> 0;
  end if;
  return folded;
end $function$;
grant execute on function coverage_fold(date,boolean) to opencqo_app;

CREATE OR REPLACE FUNCTION public.coverage_follow_altered()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare altered uuid[];
begin
  altered := array(select n.id from new_rows n join old_rows o on o.id = n.id
                    where (n.unit_id, n.size) is distinct from (o.unit_id, o.size));
  if cardinality(altered) = 0 then return null; end if;
  with added as (
    insert into coverage_heads (enterprise_id) select unnest(altered) on conflict do nothing returning enterprise_id)
  insert into coverage_standings (enterprise_id, from_on, unit_id, scopes, measures)
  select o.id, beijing_day(o.created_at), o.unit_id, coverage_entry_scopes(o.size), array['members', 'never']
    from added join old_rows o on o.id = added.enterprise_id;
  insert into enterprise_size_events (enterprise_id, was, became, effective_on)
  select n.id, o.size, n.size, beijing_day(now()) from new_rows n join old_rows o on o.id = n.id
   where n.size is distinct from o.size;
  -- Where it was before, for one that came into the directory before units were recorded.
  insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, recorded_at, reason)
  select o.id, gen_random_uuid(), o.unit_id, beijing_day(o.created_at), o.created_at, '建档'
    from old_rows o join new_rows n on n.id = o.id
   where n.unit_id <> o.unit_id and not exists (select 1 from enterprise_unit_events v where v.enterprise_id = o.id);
  perform coverage_touch(altered);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_follow_entered()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  insert into coverage_tail (unit_id, scope, measure, day, delta)
  select e.unit_id, s.scope, m.measure, e.day, sum(e.n)
    from (select n.unit_id, n.size, beijing_day(n.created_at) as day, count(*) as n from new_rows n group by 1, 2, 3) e
   cross join unnest(coverage_entry_scopes(e.size)) as s(scope) cross join (values ('members'), ('never')) as m(measure)
   group by e.unit_id, s.scope, m.measure, e.day;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_follow_one()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform coverage_touch(array[new.enterprise_id]);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_follow_period()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if new.period_to is distinct from old.period_to then
    insert into roster_period_events (roster_id, was, became) values (new.id, old.period_to, new.period_to);
  end if;
  perform coverage_touch(array(select distinct v.enterprise_id from roster_events v where v.roster_id = new.id));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_follow_records()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  perform coverage_touch(array(select distinct n.enterprise_id from new_rows n));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_follow_removed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  with counted as (
    delete from coverage_standings s using old_rows o where s.enterprise_id = o.id returning s.*
  ), changes as (
    select c.unit_id, d.scope, d.measure, d.day, -d.delta as delta
      from counted c cross join lateral coverage_deltas(c.from_on, c.to_on, c.scopes, c.measures, c.times) d
    union all
    select o.unit_id, s.scope, m.measure, beijing_day(o.created_at), -1
      from old_rows o cross join unnest(coverage_entry_scopes(o.size)) as s(scope)
     cross join (values ('members'), ('never')) as m(measure)
     where not exists (select 1 from coverage_heads h where h.enterprise_id = o.id)
  )
  insert into coverage_tail (unit_id, scope, measure, day, delta)
  select unit_id, scope, measure, day, sum(delta) from changes group by unit_id, scope, measure, day having sum(delta) <> 0;
  delete from coverage_heads h using old_rows o where h.enterprise_id = o.id;
  delete from enterprise_size_events v using old_rows o where v.enterprise_id = o.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_follow_states()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare touched uuid[];
begin
  touched := array(select distinct n.enterprise_id from new_rows n where n.kind in ('ended', 'resumed'));
  if cardinality(touched) > 0 then perform coverage_touch(touched); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_follow_units()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare touched uuid[];
begin
  -- One by one through the indexes: an import writes thousands of which none is looked at.
  touched := array(
    select distinct n.enterprise_id from new_rows n
     cross join lateral (select e.unit_id from enterprises e where e.id = n.enterprise_id offset 0) e
      left join lateral (select true as there from coverage_heads h where h.enterprise_id = n.enterprise_id offset 0) h on true
     where n.unit_id <> e.unit_id or h.there);
  if cardinality(touched) > 0 then perform coverage_touch(touched); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_ids(p_root uuid, p_scope text, p_measure text, p_on date, p_known timestamp with time zone, p_then boolean)
 RETURNS TABLE(enterprise_id uuid, unit_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
#variable_conflict use_column
declare units uuid[] := array(select t.unit_id from coverage_tree(p_root, p_on, coalesce(p_known, 'infinity'), p_then) t
                               where exists (select 1 from unit_scope s where s.viewer_id = p_root and s.covers = 'all')
                                 and (app_kind() = 'system' or app_oversees(p_root)));
begin
  return query
  select k.enterprise_id, k.unit_id from coverage_on(units, p_on, p_known, p_then) k
   where p_scope = any(k.scopes) and p_measure = any(k.measures)
  union all
  select e.id, e.unit_id from enterprises e
   where p_scope in ('all', 'sme') and p_measure in ('members', 'never') and e.unit_id = any(units)
     and coverage_is_entry(e, p_scope, p_on, p_known);
end $function$;
grant execute on function coverage_ids(uuid,text,text,date,timestamp with time zone,boolean) to opencqo_app;

CREATE OR REPLACE FUNCTION public.coverage_is_entry(p_enterprise enterprises, p_scope text, p_on date, p_known timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select beijing_day(p_enterprise.created_at) <= p_on and (p_known is null or p_enterprise.created_at <= p_known)
     and (p_scope = 'all' or coverage_is_sme(p_enterprise.size))
     and not exists (select 1 from coverage_heads h where h.enterprise_id = p_enterprise.id)
$function$;
grant execute on function coverage_is_entry(enterprises,text,date,timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION public.coverage_is_sme(p_size text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN COALESCE((p_size = ANY (ARRAY['中型'::text, '小型'::text, '微型'::text])), false);
grant execute on function coverage_is_sme(text) to public;

CREATE OR REPLACE FUNCTION public.coverage_may_read(p_root uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select app_kind() = 'system' or exists (select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = p_root)
$function$;
grant execute on function coverage_may_read(uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.coverage_on(p_units uuid[], p_on date, p_known timestamp with time zone, p_then boolean)
 RETURNS TABLE(enterprise_id uuid, unit_id uuid, scopes text[], measures text[], times integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare ids uuid[];
begin
  if p_known is null then
    return query
    select s.enterprise_id, s.unit_id, s.scopes, s.measures, s.times from coverage_standings s
     where s.unit_id = any(p_units) and s.to_on > p_on and s.from_on <= p_on
       and (p_then or not exists (select 1 from coverage_heads h where h.enterprise_id = s.enterprise_id and h.moved));
    if not p_then then
      return query
      select s.enterprise_id, e.unit_id, s.scopes, s.measures, s.times
        from coverage_heads h join coverage_standings s on s.enterprise_id = h.enterprise_id and s.to_on > p_on and s.from_on <= p_on
        join enterprises e on e.id = h.enterprise_id
       where h.moved and e.unit_id = any(p_units);
    end if;
    return;
  end if;
  ids := array(
    select h.enterprise_id from coverage_heads h join enterprises e on e.id = h.enterprise_id where e.unit_id = any(p_units)
    union
    select h.enterprise_id from enterprise_unit_events v join coverage_heads h on h.enterprise_id = v.enterprise_id
     where p_then and v.unit_id = any(p_units));
  return query
  select s.enterprise_id, o.unit_id, s.scopes, s.measures, s.times
    from coverage_points(ids, array_fill(p_on, array[cardinality(ids)]), p_known) s
    join enterprises e on e.id = s.enterprise_id
   cross join lateral (select case when p_then then s.unit_id else e.unit_id end as unit_id) o
   where o.unit_id = any(p_units);
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_page(p jsonb)
 RETURNS TABLE(enterprise_id uuid, unit_id uuid, standing text, desk text, filing_id uuid, person_name text, last_on date, since date, total integer, counted integer, elsewhere integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare
  root uuid := (p->>'root')::uuid;
  scope text := p->>'scope';
  wanted text[] := array(select jsonb_array_elements_text(p->'measures'));
  day date := (p->>'on')::date;
  known timestamptz := (p->>'known')::timestamptz;
  then_units boolean := p->>'boundaries' = 'then';
  pattern text := p->>'text';
  most int := (p->>'limit')::int;
  units uuid[];
  seen uuid[] := array(select s.unit_id from unit_scope s where s.viewer_id = app_unit());
  told uuid[] := array(select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all');
  -- Of the directory also those of which nothing but the entry is known.
  aware boolean := app_oversees(root) or app_kind() = 'system';
  entries boolean := scope in ('all', 'sme') and wanted && array['members', 'never'] and not p ? 'desk' and not p ? 'units';
  number int;
  known_to_all int;
  shown int;
  fits int;
begin
  if not aware and (wanted <> array['members'] or scope in ('all', 'sme') or p ? 'desk') then return; end if;
  units := array(select t.unit_id from coverage_tree(root, day, coalesce(known, 'infinity'), then_units) t
                  where not p ? 'units' or t.unit_id::text in (select jsonb_array_elements_text(p->'units')));
  select coalesce(sum(r.value), 0) into number
    from coverage_read(root, array[day], known, then_units, array[scope], 'unit') r
   where r.measure = any(wanted) and r.row_id = any(units);
  select count(*), count(*) filter (where e.unit_id = any(seen)),
         count(*) filter (where e.unit_id = any(seen) and (pattern is null or e.name like pattern or e.credit_code like upper(pattern))
           and (not p ? 'desk' or (p->>'desk') = coverage_desk(k.enterprise_id, day)))
    into known_to_all, shown, fits
    from coverage_on(units, day, known, then_units) k join enterprises e on e.id = k.enterprise_id
   where scope = any(k.scopes) and k.measures && wanted;
  if entries then
    fits := fits + case when pattern is null then number - known_to_all else (
      select count(*) from (
        select 1 from enterprises e where e.unit_id = any(units) and coverage_is_entry(e, scope, day, known)
           and (e.name like pattern or e.credit_code like upper(pattern)) limit 10000) c) end;
  end if;
  return query
  with page as (
    (select e.id, e.name, k.unit_id, (select m from unnest(k.measures) m where m in ('filed', 'appointed', 'vacant', 'expired', 'never')) as standing
      from coverage_on(units, day, known, then_units) k join enterprises e on e.id = k.enterprise_id
     where scope = any(k.scopes) and k.measures && wanted and e.unit_id = any(seen)
       and (pattern is null or e.name like pattern or e.credit_code like upper(pattern))
       and (not p ? 'desk' or (p->>'desk') = coverage_desk(k.enterprise_id, day))
       and (not p ? 'after' or (e.name, e.id) > (p->'after'->>'name', (p->'after'->>'id')::uuid))
     order by e.name, e.id limit most)
    union all
    select w.id, w.name, u.id, 'never' from unnest(units) as u(id) cross join lateral (
      select e.id, e.name from enterprises e
       where entries and e.unit_id = u.id and u.id = any(seen) and coverage_is_entry(e, scope, day, known)
         and (pattern is null or e.name like pattern or e.credit_code like upper(pattern))
         and (not p ? 'after' or (e.name, e.id) > (p->'after'->>'name', (p->'after'->>'id')::uuid))
       order by e.name, e.id limit most) w
    order by 2, 1 limit most
  )
  select g.id, g.unit_id, case when aware then g.standing end, case when aware then coverage_desk(g.id, day) end, q.id, a.person_name, a.last_on,
         case when known is null and aware then (
           select min(s.from_on) from coverage_standings s
            where s.enterprise_id = g.id and s.from_on <= day and s.from_on > coalesce((
              select max(o.from_on) from coverage_standings o
               where o.enterprise_id = g.id and o.from_on <= day and not g.standing = any(o.measures)), '-infinity')) end,
         fits, number, known_to_all - shown
    from page g
    left join lateral (
      select a.id, a.person_name, coalesce(a.ended_on, a.term_to) as last_on from appointments a
       where a.enterprise_id = g.id and a.status in ('issued', 'ended') and a.term_from <= day
         and aware and g.unit_id = any(told) and exists (select 1 from enterprises e where e.id = g.id and e.unit_id = any(told))
       order by a.term_from desc limit 1) a on true
    left join lateral (
      select f.id from filings f where f.enterprise_id = g.id and f.appointment_id = a.id
         and f.status in ('submitted', 'accepted', 'returned') order by f.id desc limit 1) q on true
   order by g.name, g.id;
  if not found then
    return query select null::uuid, null::uuid, null, null, null::uuid, null, null::date, null::date, fits, number, known_to_all - shown;
  end if;
end $function$;
grant execute on function coverage_page(jsonb) to opencqo_app;

CREATE OR REPLACE FUNCTION public.coverage_pending(p_units uuid[], p_on date, p_known timestamp with time zone, p_scopes text[])
 RETURNS TABLE(unit_id uuid, scope text, n integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with held as (
    select distinct on (v.roster_id) v.roster_id, v.no, r.scope_code, r.level,
           case when k.line = 'market-regulation' then k.id when cardinality(k.serves) = 1 then k.serves[1] end as keeper_of
      from roster_versions v join rosters r on r.id = v.roster_id join org_units k on k.id = r.unit_id
     where v.status = 'signed' and v.signed_at <= p_known and v.effective_on <= p_on
       and r.period_from <= p_on and (r.period_to is null or r.period_to >= p_on)
     order by v.roster_id, v.effective_on desc, v.no desc
  )
  select coalesce(q.place_unit_id, h.keeper_of), c.code, count(*)::int
    from held h join roster_pending q on q.roster_id = h.roster_id and q.version_no = h.no
   cross join unnest(coverage_codes(h.scope_code, h.level, q.nominated)) as c(code)
   where coalesce(q.place_unit_id, h.keeper_of) = any(p_units) and c.code = any(p_scopes)
   group by 1, 2
$function$;

CREATE OR REPLACE FUNCTION public.coverage_points(p_ids uuid[], p_days date[], p_known timestamp with time zone)
 RETURNS TABLE(enterprise_id uuid, day date, unit_id uuid, scopes text[], measures text[], times integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
begin
  return query
  select p.id, p.day, place.unit_id, listed.scopes,
         array_remove(array['members', office.standing, case when office.held or papers.letter then 'letter' end,
           case when papers.trained then 'trained' end, case when papers.evaluated then 'evaluated' end], null),
         papers.times
    from unnest(p_ids, p_days) as p(id, day)
    join enterprises e on e.id = p.id and e.created_at <= p_known
    -- Ended enterprises count nowhere from that day on.
    cross join lateral (
      select coalesce((select v.kind <> 'ended' from enterprise_state_events v
                        where v.enterprise_id = p.id and v.kind in ('ended', 'resumed') and v.effective_on <= p.day and v.recorded_at <= p_known
                        order by v.effective_on desc, v.recorded_at desc, v.id desc limit 1), true) as active) life
    -- As enterprise_units_on() has it.
    cross join lateral (
      select coalesce(
        (select v.unit_id from enterprise_unit_events v
          where v.enterprise_id = p.id and v.recorded_at <= p_known and v.effective_on <= p.day
          order by v.recorded_at desc, v.id desc limit 1),
        (select v.unit_id from enterprise_unit_events v where v.enterprise_id = p.id and v.recorded_at <= p_known
          order by v.recorded_at, v.id limit 1),
        e.unit_id) as unit_id) place
    left join lateral (
      select true as known, s.became as size from enterprise_size_events s
       where s.enterprise_id = p.id and s.effective_on <= p.day and s.recorded_at <= p_known
       order by s.recorded_at desc, s.id desc limit 1) grown on true
    left join lateral (
      select true as known, s.was as size from enterprise_size_events s where s.enterprise_id = p.id order by s.recorded_at, s.id limit 1) born on true
    cross join lateral (
      select array(
        select distinct c.code
          from (select distinct on (v.roster_id) v.roster_id, v.kind, v.nominated from roster_events v
                 where v.enterprise_id = p.id and v.effective_on <= p.day and v.recorded_at <= p_known
                 order by v.roster_id, v.effective_on desc, v.recorded_at desc, v.id desc) l
          join rosters r on r.id = l.roster_id
          left join lateral (select true as known, w.became as until from roster_period_events w where w.roster_id = r.id and w.recorded_at <= p_known
                              order by w.recorded_at desc, w.id desc limit 1) later on true
          left join lateral (select true as known, w.was as until from roster_period_events w where w.roster_id = r.id
                              order by w.recorded_at, w.id limit 1) first on true
          cross join unnest(coverage_codes(r.scope_code, r.level, l.nominated)) as c(code)
         where l.kind = 'enter' and r.period_from <= p.day
           and coalesce(case when later.known then later.until when first.known then first.until else r.period_to end,
                        'infinity') >= p.day
        union all
        -- In the directory since it was entered there.
        select d.code from (values ('all'), ('sme')) as d(code)
         where beijing_day(e.created_at) <= p.day
           and (d.code = 'all' or coverage_is_sme(case when grown.known then grown.size when born.known then born.size else e.size end))
        order by 1) as scopes
       where life.active) listed
    cross join lateral (
      select case when bool_or(o.in_office and o.filed) then 'filed' when bool_or(o.in_office) then 'appointed'
                  when count(*) = 0 then 'never'
                  when (array_agg(o.left_office or o.cancelled order by o.term_from desc))[1] then 'vacant' else 'expired' end as standing,
             coalesce(bool_or(o.in_office), false) as held
        from (
          select a.term_from, over.left_office,
                 case when over.left_office then a.ended_on >= p.day else coalesce(a.term_to, 'infinity') >= p.day end as in_office,
                 exists (select 1 from filings c where c.enterprise_id = a.enterprise_id and c.appointment_id = a.id
                           and c.cancelled_on <= p.day and c.cancelled_at <= p_known) as cancelled,
                 -- A cancellation takes with it all filings of the appointment that were registered up to the cancelled one.
                 exists (select 1 from filings f where f.enterprise_id = a.enterprise_id and f.appointment_id = a.id and f.kind <> 'cancel'
                           and f.registered_at <= p_known and beijing_day(f.registered_at) <= p.day
                           and not exists (select 1 from filings c where c.enterprise_id = a.enterprise_id and c.appointment_id = a.id
                                             and c.cancelled_on <= p.day and c.cancelled_at <= p_known
                                             and c.registered_at >= f.registered_at)) as filed
            from appointments a
            cross join lateral (select a.ended_on is not null and coalesce(a.ended_at, a.created_at) <= p_known as left_office) over
           where a.enterprise_id = p.id and a.term_from <= p.day
             and (a.status in ('issued', 'ended') or (a.status = 'revoked' and p_known < (
               select min(v.recorded_at) from appointment_events v
                where v.enterprise_id = a.enterprise_id and v.appointment_id = a.id and v.kind = 'revoked')))
             and (p_known = 'infinity' or coalesce((select min(v.recorded_at) from appointment_events v
                   where v.enterprise_id = a.enterprise_id and v.appointment_id = a.id and v.kind = 'issued'), a.created_at) <= p_known)
        ) o) office
    cross join lateral (
      select coalesce(bool_or(t.kind = 'letter' and t.last and t.held), false) as letter,
             coalesce(bool_or(t.kind = 'training' and t.last and t.held), false) as trained,
             coalesce(bool_or(t.kind = 'evaluation' and t.last and t.held), false) as evaluated,
             (count(distinct row (t.held_on, t.issuer, t.person_name)) filter (where t.kind = 'training' and t.held))::int as times
        from (
          select c.kind, c.held, c.held_on, c.issuer, c.person_name,
                 row_number() over (partition by c.kind order by c.as_of desc, c.recorded_at desc, c.id desc) = 1 as last
            from credential_records c
           where c.enterprise_id = p.id and c.voids is null and c.recorded_at <= p_known
             and coverage_told_from(c.held, c.as_of, c.held_on) <= p.day
             and not exists (select 1 from credential_records w
                              where w.enterprise_id = c.enterprise_id and w.voids = c.id and w.recorded_at <= p_known)
        ) t) papers
   where cardinality(listed.scopes) > 0;
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_read(p_root uuid, p_days date[], p_known timestamp with time zone, p_then boolean, p_scopes text[], p_by text)
 RETURNS TABLE(row_id uuid, day date, scope text, measure text, value integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare
  units uuid[];
  row_ids uuid[];
  last_day date := (select max(d) from unnest(p_days) d);
begin
  select array_agg(t.unit_id), array_agg(case p_by when 'total' then p_root when 'unit' then t.unit_id
           when 'county' then coalesce(t.county_id, t.unit_id) else t.child_id end)
    into units, row_ids from coverage_tree(p_root, p_days[1], coalesce(p_known, 'infinity'), p_then) t;
  if units is null then return; end if;
  return query
  with tree as materialized (select t.unit_id, t.row_id from unnest(units, row_ids) as t(unit_id, row_id)),
  days as (select d.day from unnest(p_days) as d(day)),
  found as (
    select k.unit_id, d.day, k.scope, m.measure, v.value
      from (select t.unit_id, s.scope from tree t cross join unnest(p_scopes) as s(scope)
             where p_known is null
               and exists (select 1 from coverage_values x where x.unit_id = t.unit_id)
               and exists (select 1 from coverage_values x where x.unit_id = t.unit_id and x.scope = s.scope) offset 0) k
     cross join unnest(array['members', 'filed', 'appointed', 'vacant', 'expired', 'never', 'letter', 'trained', 'evaluated',
                             'trained-times']) as m(measure)
     cross join days d
     cross join lateral (select x.value from coverage_values x where x.unit_id = k.unit_id and x.scope = k.scope
                            and x.measure = m.measure and x.day <= d.day order by x.day desc limit 1) v
    union all
    -- Unit by unit through the index: the days to come are many, those that are due are few.
    select t.unit_id, d.day, c.scope, c.measure, c.delta
      from tree t cross join lateral (
        select x.scope, x.measure, x.day, x.delta from coverage_tail x
         where p_known is null and x.unit_id = t.unit_id and x.day <= last_day and x.scope = any(p_scopes) offset 0) c
      join days d on c.day <= d.day
    union all
    -- By the units of today: what is counted elsewhere is moved over.
    select o.unit_id, d.day, s.scope, m.measure, m.n * o.sign
      from days d
      join coverage_standings g on g.to_on > d.day and g.from_on <= d.day
      join coverage_heads h on h.enterprise_id = g.enterprise_id and h.moved
      join enterprises e on e.id = g.enterprise_id and e.unit_id <> g.unit_id
     cross join lateral (values (g.unit_id, -1), (e.unit_id, 1)) as o(unit_id, sign)
     cross join unnest(g.scopes) as s(scope)
     cross join lateral (select measure, 1 as n from unnest(g.measures) as measure
                         union all select 'trained-times', g.times where g.times > 0) m
     where p_known is null and not p_then and s.scope = any(p_scopes)
    union all
    -- As known before: from the base tables.
    select k.unit_id, d.day, s.scope, m.measure, m.n
      from days d cross join lateral coverage_on(units, d.day, p_known, p_then) k
     cross join unnest(k.scopes) as s(scope)
     cross join lateral (select measure, 1 as n from unnest(k.measures) as measure
                         union all select 'trained-times', k.times where k.times > 0) m
     where p_known is not null and s.scope = any(p_scopes)
    union all
    select e.unit_id, d.day, s.scope, m.measure, count(*)
      from days d join enterprises e on beijing_day(e.created_at) <= d.day and e.created_at <= p_known
     cross join unnest(coverage_entry_scopes(e.size)) as s(scope)
     cross join (values ('members'), ('never')) as m(measure)
     where p_known is not null and e.unit_id = any(units) and s.scope = any(p_scopes)
       and not exists (select 1 from coverage_heads h where h.enterprise_id = e.id)
     group by e.unit_id, d.day, s.scope, m.measure
    union all
    select q.unit_id, d.day, q.scope, 'pending', q.n
      from days d cross join lateral coverage_pending(units, d.day, coalesce(p_known, 'infinity'), p_scopes) q
  )
  select t.row_id, f.day, f.scope, f.measure, sum(f.value)::int
    from found f join tree t on t.unit_id = f.unit_id group by t.row_id, f.day, f.scope, f.measure having sum(f.value) <> 0;
end $function$;
grant execute on function coverage_read(uuid,date[],timestamp with time zone,boolean,text[],text) to opencqo_app;

CREATE OR REPLACE FUNCTION public.coverage_rebuild()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare ids uuid[];
begin
  lock table coverage_heads in exclusive mode;
  delete from coverage_tail;
  delete from coverage_values;
  delete from coverage_standings;
  delete from coverage_heads;
  ids := array(
    select e.id from enterprises e join (
      select v.enterprise_id from roster_events v
      union select a.enterprise_id from appointments a where a.status <> 'draft'
      union select f.enterprise_id from filings f where f.registered_at is not null
      union select c.enterprise_id from credential_records c
      union select v.enterprise_id from enterprise_state_events v where v.kind in ('ended', 'resumed')
      union select v.enterprise_id from enterprise_size_events v
      union select v.enterprise_id from enterprise_unit_events v join enterprises o on o.id = v.enterprise_id where o.unit_id <> v.unit_id
    ) known on known.enterprise_id = e.id order by e.id);
  for i in 0 .. (cardinality(ids) - 1) / 1000 loop
    insert into coverage_standings select s.* from coverage_stretches(ids[i * 1000 + 1 : (i + 1) * 1000]) s;
  end loop;
  insert into coverage_heads (enterprise_id, moved)
  select e.id, exists (select 1 from coverage_standings s where s.enterprise_id = e.id and s.unit_id <> e.unit_id)
    from unnest(ids) as known(id) join enterprises e on e.id = known.id;
  insert into coverage_tail (unit_id, scope, measure, day, delta)
  select unit_id, scope, measure, day, sum(delta) from (
    select s.unit_id, d.scope, d.measure, d.day, d.delta::bigint
      from coverage_standings s cross join lateral coverage_deltas(s.from_on, s.to_on, s.scopes, s.measures, s.times) d
    union all
    select e.unit_id, s.scope, m.measure, beijing_day(e.created_at), count(*)
      from enterprises e cross join unnest(coverage_entry_scopes(e.size)) as s(scope)
     cross join (values ('members'), ('never')) as m(measure)
     where not exists (select 1 from coverage_heads h where h.enterprise_id = e.id)
     group by e.unit_id, s.scope, m.measure, beijing_day(e.created_at)
  ) all_of group by unit_id, scope, measure, day having sum(delta) <> 0;
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_same_persons(p_root uuid, p_on date, p_after bytea, p_limit integer)
 RETURNS TABLE(person bytea, person_name text, enterprise_id uuid, filing_id uuid, appointment_id uuid, visible boolean, total integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
#variable_conflict use_column
declare
  units uuid[];
begin
  if not app_oversees(p_root) and app_kind() is distinct from 'system' then return; end if;
  units := array(select t.unit_id from coverage_tree(p_root, p_on, 'infinity', true) t);
  return query
  with officers as (
    select f.id_number_hash as person, f.person_name, f.enterprise_id, f.id as filing_id, a.id as appointment_id
      from coverage_on(units, p_on, null, true) k
      join appointments a on a.enterprise_id = k.enterprise_id and a.status in ('issued', 'ended')
       and a.term_from <= p_on and coalesce(a.ended_on, a.term_to, 'infinity') >= p_on
      join filings f on f.enterprise_id = a.enterprise_id and f.appointment_id = a.id and f.registered_at is not null
       and f.kind <> 'cancel' and f.id_number_hash is not null
     where 'filed' = any(k.measures)
  ), persons as (
    select distinct o.person from officers o
     where exists (
       select 1 from filings g join coverage_standings s on s.enterprise_id = g.enterprise_id and s.from_on <= p_on and s.to_on > p_on
          and 'filed' = any(s.measures)
         join appointments b on b.enterprise_id = g.enterprise_id and b.id = g.appointment_id and b.status in ('issued', 'ended')
          and b.term_from <= p_on and coalesce(b.ended_on, b.term_to, 'infinity') >= p_on
        where g.id_number_hash = o.person and g.enterprise_id <> o.enterprise_id and g.registered_at is not null and g.kind <> 'cancel')
  ), page as (
    select q.person, (select count(*)::int from persons) as total from persons q
     where p_after is null or q.person > p_after order by q.person limit p_limit
  )
  select distinct on (g.person, f.enterprise_id) g.person, f.person_name, f.enterprise_id, f.id, f.appointment_id,
         e.unit_id in (select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all') or app_kind() = 'system',
         g.total
    from page g
    join filings f on f.id_number_hash = g.person and f.registered_at is not null and f.kind <> 'cancel'
    join coverage_standings s on s.enterprise_id = f.enterprise_id and s.from_on <= p_on and s.to_on > p_on and 'filed' = any(s.measures)
    join appointments b on b.enterprise_id = f.enterprise_id and b.id = f.appointment_id and b.status in ('issued', 'ended')
     and b.term_from <= p_on and coalesce(b.ended_on, b.term_to, 'infinity') >= p_on
    join enterprises e on e.id = f.enterprise_id
   order by g.person, f.enterprise_id, f.registered_at desc;
end $function$;
grant execute on function coverage_same_persons(uuid,date,bytea,integer) to opencqo_app;

CREATE OR REPLACE FUNCTION public.coverage_stretches(p_ids uuid[])
 RETURNS TABLE(enterprise_id uuid, from_on date, to_on date, unit_id uuid, scopes text[], measures text[], times integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare
  ids uuid[];
  days date[];
begin
  -- Days on which something may change.
  select array_agg(d.id), array_agg(d.day) into ids, days from (
    select e.id, beijing_day(e.created_at) as day from enterprises e where e.id = any(p_ids)
    union select v.enterprise_id, v.effective_on from enterprise_unit_events v where v.enterprise_id = any(p_ids)
    union select v.enterprise_id, v.effective_on from enterprise_state_events v where v.enterprise_id = any(p_ids)
    union select v.enterprise_id, v.effective_on from enterprise_size_events v where v.enterprise_id = any(p_ids)
    union select v.enterprise_id, d.day from roster_events v join rosters r on r.id = v.roster_id
            cross join lateral (values (v.effective_on), (r.period_from), (r.period_to + 1)) as d(day) where v.enterprise_id = any(p_ids)
    union select a.enterprise_id, d.day from appointments a cross join lateral (values (a.term_from), (coalesce(a.ended_on, a.term_to) + 1)) as d(day)
           where a.enterprise_id = any(p_ids) and a.status in ('issued', 'ended')
    union select f.enterprise_id, d.day from filings f cross join lateral (values (beijing_day(f.registered_at)), (f.cancelled_on)) as d(day)
           where f.enterprise_id = any(p_ids)
    union select c.enterprise_id, coverage_told_from(c.held, c.as_of, c.held_on) from credential_records c where c.enterprise_id = any(p_ids)
  ) d where d.day is not null;
  return query
  with stood as (
    select d.id, d.day, s.unit_id, s.scopes, s.measures, s.times
      from unnest(ids, days) as d(id, day)
      left join coverage_points(ids, days, 'infinity') s on s.enterprise_id = d.id and s.day = d.day
  ), marked as (
    select s.*, row_number() over w = 1 or (s.unit_id, s.scopes, s.measures, s.times)
             is distinct from (lag(s.unit_id) over w, lag(s.scopes) over w, lag(s.measures) over w, lag(s.times) over w) as begins
      from stood s window w as (partition by s.id order by s.day)
  ), stretches as (
    select m.id, m.day, coalesce(lead(m.day) over (partition by m.id order by m.day), 'infinity') as to_on,
           m.unit_id, m.scopes, m.measures, m.times
      from marked m where m.begins
  )
  select t.id, t.day, t.to_on, t.unit_id, t.scopes, t.measures, t.times from stretches t where t.unit_id is not null;
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_told_from(p_held boolean, p_as_of date, p_held_on date)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN p_held THEN LEAST(p_as_of, COALESCE(p_held_on, p_as_of)) ELSE p_as_of END;
grant execute on function coverage_told_from(boolean,date,date) to public;

CREATE OR REPLACE FUNCTION public.coverage_touch(p_ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  ids uuid[];
  fresh coverage_standings[];
begin
  ids := array(select e.id from enterprises e where e.id = any(p_ids) order by e.id);
  if cardinality(ids) > 1000 then
    for i in 0 .. (cardinality(ids) - 1) / 1000 loop
      perform coverage_touch(ids[i * 1000 + 1 : (i + 1) * 1000]);
    end loop;
    return;
  end if;
  -- What was counted of them until now: the entry in the directory alone.
  with added as (insert into coverage_heads (enterprise_id) select unnest(ids) on conflict do nothing returning enterprise_id)
  insert into coverage_standings (enterprise_id, from_on, unit_id, scopes, measures)
  select e.id, beijing_day(e.created_at), e.unit_id, coverage_entry_scopes(e.size), array['members', 'never']
    from added join enterprises e on e.id = added.enterprise_id;
  perform 1 from coverage_heads h where h.enterprise_id = any(ids) order by h.enterprise_id for update;
  fresh := array(select row (s.*)::coverage_standings from coverage_stretches(ids) s);
  with gone as (
    select * from coverage_standings where enterprise_id = any(ids) except select * from unnest(fresh)
  ), come as (
    select * from unnest(fresh) except select * from coverage_standings where enterprise_id = any(ids)
  ), changes as (
    select g.unit_id, d.scope, d.measure, d.day, -d.delta as delta
      from gone g cross join lateral coverage_deltas(g.from_on, g.to_on, g.scopes, g.measures, g.times) d
    union all
    select c.unit_id, d.scope, d.measure, d.day, d.delta
      from come c cross join lateral coverage_deltas(c.from_on, c.to_on, c.scopes, c.measures, c.times) d
  )
  insert into coverage_tail (unit_id, scope, measure, day, delta)
  select unit_id, scope, measure, day, sum(delta) from changes group by unit_id, scope, measure, day having sum(delta) <> 0;
  delete from coverage_standings s where s.enterprise_id = any(ids)
     and not exists (select 1 from unnest(fresh) f where f = s);
  insert into coverage_standings select f.* from unnest(fresh) f
   where not exists (select 1 from coverage_standings s where s.enterprise_id = f.enterprise_id and s.from_on = f.from_on);
  update coverage_heads h set moved = not h.moved
   where h.enterprise_id = any(ids) and h.moved is distinct from exists (
     select 1 from coverage_standings s join enterprises e on e.id = s.enterprise_id
      where s.enterprise_id = h.enterprise_id and s.unit_id <> e.unit_id);
end $function$;

CREATE OR REPLACE FUNCTION public.coverage_tree(p_root uuid, p_on date, p_known timestamp with time zone, p_then boolean)
 RETURNS TABLE(unit_id uuid, child_id uuid, county_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO 'public'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare
  roots uuid[];
  past boolean;
begin
  if coverage_may_read(p_root) is not true then return; end if;
  select case when u.line <> 'industry' then array[u.id] when cardinality(u.serves) > 0 then u.serves
              else array(select distinct served from org_units b cross join unnest(b.serves) as served where b.parent_id = u.id) end
    into roots from org_units u where u.id = p_root;
  past := p_then and exists (
    select 1 from org_unit_events v where (v.effective_on > p_on or v.recorded_at > p_known)
       and (v.kind = 'undone' or (v.kind = 'changed' and v.patch ? 'parent_id')));
  return query
  with recursive places as (
    select u.id, u.parent_id, u.level, u.line from org_units u where not past
    union all
    select f.id, (f.state).parent_id, (f.state).level, (f.state).line from fold_org_units(p_on, p_known, null) f where past
  ), below as (
    select p.id, p.id as child_id, case when p.level = 'county' then p.id end as county_id, 0 as depth
      from places p where p.id = any(roots)
    union all
    select p.id, case when b.depth = 0 then p.id else b.child_id end,
           coalesce(b.county_id, case when p.level = 'county' then p.id end), b.depth + 1
      from below b join places p on p.parent_id = b.id where p.line = 'market-regulation' and b.depth < 12
  )
  select distinct on (b.id) b.id, b.child_id, b.county_id from below b order by b.id, b.depth;
end $function$;
grant execute on function coverage_tree(uuid,date,timestamp with time zone,boolean) to opencqo_app;

CREATE OR REPLACE FUNCTION public.cqo_of(p_enterprise uuid, p_on date)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare found text;
begin
  if may_see_enterprise(p_enterprise, 'all') is not true then return null; end if;
  select case when bool_or(exists (select 1 from filings f where f.enterprise_id = a.enterprise_id and f.appointment_id = a.id
                                     and f.registered_at is not null and f.kind <> 'cancel'
                                     and (f.cancelled_on is null or f.cancelled_on > p_on))) then 'filed' else 'appointed' end
    into found from appointments a
   where a.enterprise_id = p_enterprise and a.status = 'issued' and a.term_from <= p_on
     and (a.term_to is null or a.term_to >= p_on)
  having count(*) > 0;
  return coalesce(found, 'none');
end $function$;
grant execute on function cqo_of(uuid,date) to opencqo_app;

CREATE OR REPLACE FUNCTION public.credentials_on(p_enterprise uuid, p_on date, p_known timestamp with time zone)
 RETURNS TABLE(kind text, held boolean, record_id uuid, as_of date)
 LANGUAGE sql
 STABLE
AS $function$
  select distinct on (c.kind) c.kind, c.held, c.id, c.as_of from credential_records c
   where c.enterprise_id = p_enterprise and c.voids is null and c.recorded_at <= p_known
     and case when c.held then least(c.as_of, coalesce(c.held_on, c.as_of)) else c.as_of end <= p_on
     and not exists (select 1 from credential_records v
                      where v.enterprise_id = c.enterprise_id and v.voids = c.id and v.recorded_at <= p_known)
   order by c.kind, c.as_of desc, c.recorded_at desc, c.id desc
$function$;
grant execute on function credentials_on(uuid,date,timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION public.credit_code_owners(p_codes text[])
 RETURNS TABLE(credit_code text, unit_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select e.credit_code, u.name from enterprises e join org_units u on u.id = e.unit_id where e.credit_code = any(p_codes)
$function$;
grant execute on function credit_code_owners(text[]) to opencqo_app;

CREATE OR REPLACE FUNCTION public.decide_handover(p jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  h record;
  open_filings int;
  over_both boolean;
begin
  select * into h from handovers where id = (p->>'handover')::uuid for update;
  if not found or not (app_oversees(h.from_unit_id) or app_oversees(h.to_unit_id)) then return '{"problem": "unknown"}'; end if;
  if h.status <> 'proposed' then return jsonb_build_object('problem', 'decided', 'status', h.status); end if;
  over_both := app_oversees(h.from_unit_id) and app_oversees(h.to_unit_id);
  if p->>'decision' = 'withdrawn' then
    if h.proposed_by_unit <> app_unit() then return '{"problem": "not-yours"}'; end if;
  elsif h.proposed_by_unit = app_unit() and not over_both then
    return '{"problem": "own-proposal"}';
  end if;
  if p->>'decision' = 'accepted' then
    perform 1 from enterprises where id = h.enterprise_id and unit_id = h.from_unit_id and ended_on is null for update;
    if not found then return '{"problem": "moved-meanwhile"}'; end if;
    select count(*) into open_filings from filings f where f.enterprise_id = h.enterprise_id and f.desk_unit_id is not null;
    if open_filings > 0 then return jsonb_build_object('problem', 'open-filings', 'n', open_filings); end if;
    update enterprises set unit_id = h.to_unit_id, version = version + 1 where id = h.enterprise_id;
    insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, reason)
      values (h.enterprise_id, (p->>'event')::uuid, h.to_unit_id, h.effective_on, h.reason);
    update filings set unit_id = h.to_unit_id where enterprise_id = h.enterprise_id;
    delete from enterprise_tags t where t.enterprise_id = h.enterprise_id
      and not exists (select 1 from unit_scope s where s.viewer_id = t.unit_id and s.unit_id = h.to_unit_id);
  end if;
  update handovers set version = version + 1, status = p->>'decision', decided_by_unit = app_unit(), decided_by = app_account(),
    decided_at = now(), note = p->>'note' where enterprise_id = h.enterprise_id and id = h.id;
  return jsonb_build_object('id', h.id);
end $function$;
grant execute on function decide_handover(jsonb) to opencqo_app;

CREATE OR REPLACE FUNCTION public.default_risk_scheme()
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select '{"name": "示例 5×5",
    "severities": ["轻微：返工即可", "一般：顾客抱怨", "较重：批量退货", "严重：人身或重大财产损失", "特别严重：系统性质量安全事故"],
    "likelihoods": ["极少：几年一次", "很少：一年一次", "偶尔：一季一次", "经常：一月一次", "频繁：一周以上一次"],
    "cells": [["low", "low", "low", "low", "general"],
              ["low", "low", "general", "general", "larger"],
              ["low", "general", "general", "larger", "larger"],
              ["low", "general", "larger", "larger", "major"],
              ["general", "larger", "larger", "major", "major"]]}'::jsonb
$function$;
grant execute on function default_risk_scheme() to public;

CREATE OR REPLACE FUNCTION public.deputy_only_ends()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare moving constant text[] := array['ended_at', 'ended_by_name', 'ended_note'];
begin
  if old.ended_at is not null or (to_jsonb(new) - moving) <> (to_jsonb(old) - moving) then
    raise exception 'the naming of a deputy can only be ended, and only once';
  end if;
  return new;
end $function$;
grant execute on function deputy_only_ends() to public;

CREATE OR REPLACE FUNCTION public.directory_page(p jsonb)
 RETURNS TABLE(id uuid, total integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
 SET jit TO 'off'
AS $function$
declare
  own uuid := app_enterprise();
  units uuid[];
  visible text;
  filter text := 'true';
  words text;
  patterns text;
  among text := '';
  after text := 'true';
  further text := 'true';
  filed text;
  held text;
  chosen boolean := p ? 'text' or p ? 'tag' or p ? 'list';
  most int := case when p ? 'text' then 1000 when chosen then 10000 else 100000 end;
  -- So many units are looked up one by one.
  many constant int := 30;
  few constant int := 3;
  ids uuid[];
begin
  if own is not null then
    visible := format('e.id = %L', own);
  else
    units := array(select s.unit_id from unit_scope s where s.viewer_id = app_unit()
      -- The industry line is not told of people.
      and (s.covers = 'all' or not p ? 'cqo')
      and (not p ? 'unit' or s.unit_id in (select b.unit_id from unit_scope b where b.viewer_id = (p->>'unit')::uuid and b.covers = 'all')));
    visible := format('e.unit_id = any(%L::uuid[])', units);
    if cardinality(units) <= many then
      among := format('(string_to_array(e.search_words, '' '') || e.unit_id::text) && %L::text[] and', units::text[]);
    end if;
  end if;
  filter := case p->>'state' when 'ended' then 'e.ended_on is not null' when 'all' then 'true' else 'e.ended_on is null' end;
  if p ? 'size' then filter := filter || case when p->>'size' = 'none' then ' and e.size is null' else format(' and e.size = %L', p->>'size') end; end if;
  if p ? 'industry' then filter := filter || format(' and e.industry_code like %L', (p->>'industry') || '%'); end if;
  if p ? 'cqo' then
    filed := format('exists (select 1 from appointments a join filings f on f.enterprise_id = a.enterprise_id and f.appointment_id = a.id
        and f.registered_at is not null and f.cancelled_on is null and f.kind <> ''cancel'' where a.enterprise_id = e.id and a.status = ''issued''
        and a.term_from <= %L and (a.term_to is null or a.term_to >= %L))', p->>'today', p->>'today');
    held := format('exists (select 1 from appointments a where a.enterprise_id = e.id and a.status = ''issued''
        and a.term_from <= %L and (a.term_to is null or a.term_to >= %L))', p->>'today', p->>'today');
    filter := filter || ' and ' || case p->>'cqo' when 'filed' then filed when 'none' then 'not ' || held
      else held || ' and not ' || filed end;
  end if;
  if p ? 'tag' then
    filter := filter || format(' and e.id in (select t.enterprise_id from enterprise_tags t where t.unit_id = app_unit() and t.tag_id = %L)', p->>'tag');
  end if;
  if p->>'list' ~ '^[0-9a-f]{8}-' then
    filter := filter || format(' and e.id in (select m.enterprise_id from roster_members(%L, %L, now()) m)', p->>'list', p->>'today');
  elsif p ? 'list' then
    -- The lists of units that see any of these enterprises: those of other places cannot name them.
    filter := filter || format(' and e.id in (select m.enterprise_id from rosters r cross join lateral roster_members(r.id, %L, now()) m
      where r.scope_code = %L and r.period_from <= %L::date and (r.period_to is null or r.period_to >= %L::date)
        and (%L::uuid is not null or r.unit_id in (select v.viewer_id from unit_scope v where v.unit_id = any(%L::uuid[]))))',
      p->>'today', p->>'list', p->>'today', p->>'today', own, units);
  end if;
  if p ? 'after' then
    after := format('(e.name, e.id) > (%L, %L::uuid)', p->'after'->>'name', p->'after'->>'id');
    further := format('(n.name, n.id) > (%L, %L::uuid)', p->'after'->>'name', p->'after'->>'id');
  end if;
  if p ? 'text' then
    select string_agg(format('(%s e.search_words like %L)', case when jsonb_array_length(a->'words') > 0 then
               format('(string_to_array(e.search_words, '' '') || e.unit_id::text) @> %L::text[] and %s', array(select jsonb_array_elements_text(a->'words')), among) else '' end, a->>'like'), ' or '),
           string_agg(format('e.search_words like %L', a->>'like'), ' or ')
      into words, patterns from jsonb_array_elements(p->'text') a;
    words := concat_ws(' or ', words, format('(e.search_words is null and e.name like %L)', p->>'name'),
      case when p ? 'code' then format('e.credit_code like %L', p->>'code') end);
    -- What can only be a code is looked up as one.
    if jsonb_array_length(p->'text') = 0 and p ? 'code' then words := format('e.credit_code like %L', p->>'code'); end if;
    patterns := concat_ws(' or ', patterns, format('(e.search_words is null and e.name like %L)', p->>'name'),
      case when p ? 'code' then format('e.credit_code like %L', p->>'code') end);
  end if;
  if chosen then
    execute format('select array_agg(c.id), count(*)::int from (select e.id from enterprises e where %s and %s and (%s) limit %s) c',
      visible, filter, coalesce(words, 'true'), most + 1) into ids, total;
  else
    execute format('select count(*)::int from (select 1 from enterprises e where %s and %s limit %s) c', visible, filter, most + 1) into total;
  end if;
  if own is not null or (chosen and total <= most) then
    return query execute format('select e.id, %s from enterprises e where %s and %s and %s order by e.name, e.id limit %s', total,
      case when chosen then format('e.id = any(%L::uuid[])', ids) else visible end, filter, after, (p->>'limit')::int);
  elsif cardinality(units) > few then
    -- Many fit: one walk in order of name, in the index alone as far as the unit goes, meets enough of them soon.
    return query execute format('select k.id, %s from (
        select n.id, n.name from enterprises n where n.unit_id = any(%L::uuid[]) and %s order by n.name, n.id) k
      cross join lateral (select 1 from enterprises e where e.id = k.id and %s and (%s) offset 0) x order by k.name, k.id limit %s',
      total, units, further, filter, coalesce(patterns, 'true'), (p->>'limit')::int);
  else
    -- Many fit: walking each unit's index in order of name meets enough of them soon.
    return query execute format('select w.id, %s from unnest(%L::uuid[]) u(id) cross join lateral (
        select e.id, e.name from enterprises e where e.unit_id = u.id and %s and (%s) and %s order by e.name, e.id limit %s) w
      order by w.name, w.id limit %s', total, units, filter, coalesce(patterns, 'true'), after, (p->>'limit')::int, (p->>'limit')::int);
  end if;
end $function$;
grant execute on function directory_page(jsonb) to opencqo_app;

CREATE OR REPLACE FUNCTION public.enabled_channels()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ select channel from senders where enabled $function$;
grant execute on function enabled_channels() to opencqo_app;

CREATE OR REPLACE FUNCTION public.end_by_cancellation(p_enterprise uuid, p_filing uuid, p_event uuid, p_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare leaving filings;
begin
  select * into leaving from filings where enterprise_id = p_enterprise and id = p_filing and kind = 'cancel'
     and status in ('submitted', 'accepted') and desk_unit_id = app_unit();
  if not found then
    raise exception 'only the desk of a cancellation ends the appointment' using errcode = 'insufficient_privilege';
  end if;
  update appointments set status = 'ended', ended_on = (leaving.cancellation ->> 'on')::date, ended_at = p_at,
      end_reason = leaving.cancellation ->> 'reason', end_reason_text = leaving.cancellation ->> 'reasonText',
      end_note = leaving.cancellation ->> 'note', version = version + 1
   where enterprise_id = p_enterprise and id = leaving.appointment_id and status = 'issued';
  if not found then return false; end if;
  insert into appointment_events (enterprise_id, id, appointment_id, kind, effective_on, recorded_at, note)
  values (p_enterprise, p_event, leaving.appointment_id, 'ended', (leaving.cancellation ->> 'on')::date, p_at, '随注销备案登记');
  update appointments set status = 'revoked', version = version + 1
   where enterprise_id = p_enterprise and renews_id = leaving.appointment_id and status in ('draft', 'issued');
  return true;
end $function$;
grant execute on function end_by_cancellation(uuid,uuid,uuid,timestamp with time zone) to opencqo_app;

CREATE OR REPLACE FUNCTION public.enter_session(p_hash bytea)
 RETURNS TABLE(session_id uuid, grant_id uuid, account_id uuid, name text, role text, enterprise_id uuid, unit_id uuid, unit_ids uuid[], stale boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  for session_id, grant_id, account_id, name, role, enterprise_id, unit_id, unit_ids, stale in
    select a.session_id, a.grant_id, a.account_id, a.name, a.role, a.enterprise_id, a.unit_id, a.unit_ids, a.stale
      from session_actor(p_hash) a
  loop
    execute format('set local opencqo.kind = %L; set local opencqo.role = %L; set local opencqo.account = %L;
                    set local opencqo.enterprise = %L; set local opencqo.unit = %L',
      case when enterprise_id is not null then 'enterprise' when unit_id is not null then 'unit' else 'admin' end,
      role, account_id::text, coalesce(enterprise_id::text, ''), coalesce(unit_id::text, ''));
    return next;
  end loop;
end $function$;
grant execute on function enter_session(bytea) to opencqo_app;

CREATE OR REPLACE FUNCTION public.enterprise_holdings(p_enterprise uuid)
 RETURNS TABLE(kind text, n integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if may_see_enterprise(p_enterprise, 'all') is not true then return; end if;
  return query
    select h.kind, h.n::int from (
      select 'filings' as kind, count(*) as n from filings f where f.enterprise_id = p_enterprise
      union all select 'appointments', count(*) from appointments a where a.enterprise_id = p_enterprise
      union all select 'accounts', count(*) from grants g where g.enterprise_id = p_enterprise and (g.valid_to is null or g.valid_to > now())
      union all select 'files', count(*) from files f where f.enterprise_id = p_enterprise
      union all select 'lists', count(*) from rosters r cross join lateral roster_members(r.id, (now() at time zone 'Asia/Shanghai')::date, now()) m
                 where m.enterprise_id = p_enterprise and (r.period_to is null or r.period_to >= (now() at time zone 'Asia/Shanghai')::date)
    ) h where h.n > 0;
end $function$;
grant execute on function enterprise_holdings(uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.enterprise_unit_on(p_enterprise uuid, p_on date, p_known timestamp with time zone DEFAULT 'infinity'::timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select o.unit_id from enterprise_units_on(array[p_enterprise], p_on, p_known) o
$function$;
grant execute on function enterprise_unit_on(uuid,date,timestamp with time zone) to opencqo_app;

CREATE OR REPLACE FUNCTION public.enterprise_unit_spells(p_enterprises uuid[], p_known timestamp with time zone DEFAULT 'infinity'::timestamp with time zone)
 RETURNS TABLE(enterprise_id uuid, from_on date, to_on date, unit_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with points as (
    select a.id, null::date as from_on from unnest(p_enterprises) as a (id)
    union
    select v.enterprise_id, v.effective_on from enterprise_unit_events v
     where v.enterprise_id = any(p_enterprises) and v.recorded_at <= p_known
  ), stood as (
    select p.id, p.from_on, o.unit_id from points p
     cross join lateral enterprise_units_on(array[p.id], coalesce(p.from_on, '-infinity'), p_known) o
  ), marked as (
    select s.*, s.unit_id is distinct from lag(s.unit_id) over w or row_number() over w = 1 as begins
      from stood s window w as (partition by s.id order by s.from_on nulls first)
  )
  select m.id, m.from_on, lead(m.from_on) over (partition by m.id order by m.from_on nulls first), m.unit_id
    from marked m where m.begins and m.unit_id is not null
$function$;
grant execute on function enterprise_unit_spells(uuid[],timestamp with time zone) to opencqo_app;

CREATE OR REPLACE FUNCTION public.enterprise_units_on(p_enterprises uuid[], p_on date, p_known timestamp with time zone DEFAULT 'infinity'::timestamp with time zone)
 RETURNS TABLE(enterprise_id uuid, unit_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select a.id, coalesce(
      (select v.unit_id from enterprise_unit_events v
        where v.enterprise_id = a.id and v.recorded_at <= p_known and v.effective_on <= p_on
        order by v.recorded_at desc, v.id desc limit 1),
      (select v.unit_id from enterprise_unit_events v where v.enterprise_id = a.id and v.recorded_at <= p_known
        order by v.recorded_at, v.id limit 1),
      (select t.unit_id from tenants t where t.enterprise_id = a.id
          and not exists (select 1 from enterprise_unit_events v where v.enterprise_id = a.id)))
    from unnest(p_enterprises) as a (id)
$function$;
grant execute on function enterprise_units_on(uuid[],date,timestamp with time zone) to opencqo_app;

CREATE OR REPLACE FUNCTION public.enterprises_at_desk(p_unit uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if app_role() is distinct from 'system-admin' and app_kind() is distinct from 'system' then
    raise exception 'only for the system administrator and jobs';
  end if;
  return query select distinct f.enterprise_id from filings f where f.desk_unit_id = p_unit;
end $function$;
grant execute on function enterprises_at_desk(uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.enterprises_in_use(p_ids uuid[])
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  return query select distinct g.enterprise_id from grants g where g.enterprise_id = any(p_ids)
    union select distinct a.enterprise_id from appointments a where a.enterprise_id = any(p_ids)
    union select distinct f.enterprise_id from files f where f.enterprise_id = any(p_ids)
    union select distinct v.enterprise_id from roster_events v where v.enterprise_id = any(p_ids)
    union select distinct s.enterprise_id from enterprise_state_events s where s.enterprise_id = any(p_ids)
    union select distinct e.merged_into from enterprises e where e.merged_into = any(p_ids);
end $function$;
grant execute on function enterprises_in_use(uuid[]) to opencqo_app;

CREATE OR REPLACE FUNCTION public.enterprises_to_remind_of_actions(p_today date)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select distinct a.enterprise_id from actions a
   where app_kind() = 'system' and a.state = 'open' and a.due_on <= p_today + 3
     and not exists (select 1 from action_reminders r
                      where r.enterprise_id = a.enterprise_id and r.action_id = a.id and r.due_on = a.due_on
                        and r.occasion = case when a.due_on < p_today then 'overdue' else 'soon' end)
$function$;
grant execute on function enterprises_to_remind_of_actions(date) to opencqo_app;

CREATE OR REPLACE FUNCTION public.enterprises_without_words(p_limit integer)
 RETURNS TABLE(id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select e.id, e.name from enterprises e where e.search_words is null and app_kind() = 'system' order by e.id limit p_limit
$function$;
grant execute on function enterprises_without_words(integer) to opencqo_app;

CREATE OR REPLACE FUNCTION public.filed_among(p_ids uuid[], p_on date, p_known timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select filed_of(
    (select array_agg(t.enterprise_id) from tenants t
       join unit_scope s on s.unit_id = t.unit_id and s.viewer_id = app_unit() and s.covers = 'all'
      where t.enterprise_id = any(p_ids)), p_on, p_known)
$function$;
grant execute on function filed_among(uuid[],date,timestamp with time zone) to opencqo_app;

CREATE OR REPLACE FUNCTION public.filed_of(p_ids uuid[], p_on date, p_known timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  select s.enterprise_id from coverage_standings s
   where p_known is null and s.enterprise_id = any(p_ids) and s.from_on <= p_on and s.to_on > p_on and 'filed' = any(s.measures)
  union all
  select k.enterprise_id
    from coverage_points(p_ids, array_fill(p_on, array[coalesce(cardinality(p_ids), 0)]), p_known) k
   where p_known is not null and 'filed' = any(k.measures)
$function$;

CREATE OR REPLACE FUNCTION public.filing_counts(p_under uuid, p_today date)
 RETURNS TABLE(unit_id uuid, status text, n integer, oldest timestamp with time zone, late integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with seen as (
    select s.unit_id from unit_scope s
     where s.viewer_id = p_under and s.covers = 'all'
       and exists (select 1 from unit_scope v where v.viewer_id = app_unit() and v.unit_id = p_under and v.covers = 'all')),
  late as (
    select f.unit_id, f.status, count(*)::int as n from filings f join seen on seen.unit_id = f.unit_id
     where f.desk_due_on < p_today and f.status in ('submitted', 'accepted') group by f.unit_id, f.status)
  select c.unit_id, c.status, c.n, c.oldest, coalesce(l.n, 0)
    from (select f.unit_id, f.status, count(*)::int as n, min(f.submitted_at) as oldest
            from filings f join seen on seen.unit_id = f.unit_id
           where f.submitted_at is not null group by f.unit_id, f.status) c
    left join late l on l.unit_id = c.unit_id and l.status = c.status
$function$;
grant execute on function filing_counts(uuid,date) to opencqo_app;

CREATE OR REPLACE FUNCTION public.find_officers(p jsonb)
 RETURNS TABLE(enterprise_id uuid, appointment_id uuid, total integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  visible text;
  ways text;
begin
  if app_enterprise() is not null then
    visible := format('o.enterprise_id = %L', app_enterprise());
  else
    -- The industry line is not told of people.
    visible := format('exists (select 1 from tenants t where t.enterprise_id = o.enterprise_id and t.unit_id = any(%L::uuid[]))',
      array(select s.unit_id from unit_scope s where s.viewer_id = app_unit() and s.covers = 'all'));
  end if;
  select string_agg(format('(%s o.words like %L)', case when jsonb_array_length(a->'words') > 0 then
             format('string_to_array(o.words, '' '') @> %L::text[] and', array(select jsonb_array_elements_text(a->'words'))) else '' end, a->>'like'), ' or ')
    into ways from jsonb_array_elements(p->'text') a;
  ways := concat_ws(' or ', ways, format('(o.words is null and o.name like %L)', p->>'name'),
    case when p ? 'number' then format('(o.enterprise_id, o.appointment_id) in (
      select f.enterprise_id, f.appointment_id from filings f where f.filing_no like %L)', p->>'number') end,
    case when p ? 'code' then format('o.enterprise_id in (select e.id from enterprises e where e.credit_code like %L limit 1000)', p->>'code') end);
  return query execute format('select f.enterprise_id, f.appointment_id, (count(*) over ())::int from (
      select o.* from officer_names o where (%s) and %s limit 1001) f
    order by f.name, f.enterprise_id, f.appointment_id limit %s', ways, visible, (p->>'limit')::int);
end $function$;
grant execute on function find_officers(jsonb) to opencqo_app;

CREATE OR REPLACE FUNCTION public.find_recall_batch()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.batch := (select b.id from batches b where b.enterprise_id = new.enterprise_id and b.batch_no = new.batch_no);
  return new;
end $function$;
grant execute on function find_recall_batch() to public;

CREATE OR REPLACE FUNCTION public.first_link_state(p_hash bytea)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce((select case when used_at is not null then 'used' when has_administrator() then 'not-needed'
                               when replaced_at is not null then 'replaced' when expires_at <= now() then 'expired' else 'open' end
                     from first_links where token_hash = p_hash), 'unknown')
$function$;
grant execute on function first_link_state(bytea) to opencqo_app;

CREATE OR REPLACE FUNCTION public.fold_org_units(p_on date, p_known timestamp with time zone, p_ids uuid[])
 RETURNS TABLE(id uuid, valid_from date, valid_to date, successor_id uuid, due_on date, state org_units)
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  with standing as (
    select e.* from org_unit_events e
     where e.kind <> 'undone' and e.recorded_at <= p_known and (p_ids is null or e.unit_id = any(p_ids))
       and not exists (select 1 from org_unit_events v where v.unit_id = e.unit_id and v.voids = e.deed_id
                          and v.recorded_at <= p_known)
  ), life as (
    select unit_id, min(effective_on) filter (where kind in ('planted', 'added')) as valid_from,
           min(effective_on) filter (where kind = 'ended') - 1 as valid_to,
           (array_agg((patch ->> 'successor_id')::uuid) filter (where kind = 'ended'))[1] as successor_id,
           min(effective_on) filter (where effective_on > p_on) as due_on
      from standing group by unit_id
  ), latest as (
    select distinct on (s.unit_id, f.key) s.unit_id, f.key, f.value
      from standing s join life l on l.unit_id = s.unit_id cross join jsonb_each(s.patch) f
     where s.kind <> 'ended' and s.effective_on <= greatest(l.valid_from, least(p_on, l.valid_to))
     order by s.unit_id, f.key, s.effective_on desc, s.seq desc
  ), folded as (
    select unit_id, jsonb_object_agg(key, value) || jsonb_build_object('serves', coalesce(
             jsonb_agg(substr(key, 8) order by key) filter (where starts_with(key, 'serves:') and value = 'true'), '[]')) as state
      from latest group by unit_id
  )
  select l.unit_id, l.valid_from, l.valid_to, l.successor_id, l.due_on,
         jsonb_populate_record(null::org_units, f.state)
    from life l join folded f on f.unit_id = l.unit_id where l.valid_from is not null
$function$;
grant execute on function fold_org_units(date,timestamp with time zone,uuid[]) to public;

CREATE OR REPLACE FUNCTION public.follow_appointment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  update filings f set term_to = new.term_to,
    left_on = case new.status when 'revoked' then (
      select a.ended_on from appointments a where a.enterprise_id = new.enterprise_id and a.id = new.renews_id) else new.ended_on end
   where f.enterprise_id = new.enterprise_id and f.appointment_id = new.id;
  return null;
end $function$;
grant execute on function follow_appointment() to public;

CREATE OR REPLACE FUNCTION public.follow_new_enterprises()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  insert into tenants select id, unit_id from added
    on conflict (enterprise_id) do update set unit_id = excluded.unit_id where tenants.unit_id <> excluded.unit_id;
  return null;
end $function$;
grant execute on function follow_new_enterprises() to public;

CREATE OR REPLACE FUNCTION public.follow_officer_name()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if new.status in ('issued', 'ended') then
    insert into officer_names (enterprise_id, appointment_id, name) values (new.enterprise_id, new.id, new.person_name)
      on conflict (enterprise_id, appointment_id) do update set name = excluded.name, words = null
       where officer_names.name <> excluded.name;
  else
    delete from officer_names where enterprise_id = new.enterprise_id and appointment_id = new.id;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.follow_responsible_unit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if tg_op = 'DELETE' then
    delete from tenants where enterprise_id = old.id;
    return old;
  end if;
  insert into tenants values (new.id, new.unit_id)
    on conflict (enterprise_id) do update set unit_id = excluded.unit_id where tenants.unit_id <> excluded.unit_id;
  return new;
end $function$;
grant execute on function follow_responsible_unit() to opencqo_app;

CREATE OR REPLACE FUNCTION public.follow_unit_scope()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if tg_op = 'INSERT' then
    if not exists (select 1 from new_rows) then return null; end if;
  elsif tg_op = 'DELETE' then
    if not exists (select 1 from old_rows) then return null; end if;
  elsif not exists (
    select 1 from new_rows n join old_rows o on o.id = n.id
     where (n.parent_id, n.serves, n.functions, n.successor_id, n.handed_over_at)
           is distinct from (o.parent_id, o.serves, o.functions, o.successor_id, o.handed_over_at)) then
    return null;
  end if;
  perform rebuild_unit_scope();
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_gone_enterprises()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  delete from tenants t using gone where t.enterprise_id = gone.id;
  return null;
end $function$;
grant execute on function forget_gone_enterprises() to public;

CREATE OR REPLACE FUNCTION public.forget_search_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.search_words := null;
  new.name_key := null;
  new.name_areas := null;
  return new;
end $function$;
grant execute on function forget_search_words() to public;

CREATE OR REPLACE FUNCTION public.freeze_roster_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  new.entered := (select count(*) from roster_events e where e.roster_id = new.roster_id and e.version_no = new.no and e.kind = 'enter');
  new.left_count := (select count(*) from roster_events e where e.roster_id = new.roster_id and e.version_no = new.no and e.kind = 'leave');
  new.members := (select count(*) from roster_members(new.roster_id, new.effective_on, new.signed_at));
  new.pending := (select count(*) from roster_pending q where q.roster_id = new.roster_id and q.version_no = new.no);
  new.members_digest := roster_digest(new.roster_id, new.effective_on, new.signed_at, new.no);
  new.covers := roster_covers(new.unit_id);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.give_officer_words(p_words jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare n int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only the system gives words'; end if;
  update officer_names o set words = w.words
    from jsonb_to_recordset(p_words) as w(enterprise_id uuid, appointment_id uuid, name text, words text)
   where o.enterprise_id = w.enterprise_id and o.appointment_id = w.appointment_id and o.name = w.name and o.words is null;
  get diagnostics n = row_count;
  return n;
end $function$;
grant execute on function give_officer_words(jsonb) to opencqo_app;

CREATE OR REPLACE FUNCTION public.give_search_words(p_words jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare n int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only the system gives words'; end if;
  update enterprises e set search_words = w.words, name_key = w.key, name_areas = w.areas
    from jsonb_to_recordset(p_words) as w(id uuid, name text, words text, key text, areas text)
   where e.id = w.id and e.name = w.name and e.search_words is null;
  get diagnostics n = row_count;
  return n;
end $function$;
grant execute on function give_search_words(jsonb) to opencqo_app;

CREATE OR REPLACE FUNCTION public.grant_holds(p_from timestamp with time zone, p_to timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN ((p_from <= now()) AND ((p_to IS NULL) OR (p_to > now())));
grant execute on function grant_holds(timestamp with time zone,timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION public.grant_place(p_enterprise uuid, p_unit uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if p_enterprise is not null then return (select name from enterprises where id = p_enterprise); end if;
  if p_unit is not null then return (select name from org_units where id = p_unit); end if;
  return '';
end $function$;
grant execute on function grant_place(uuid,uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.guard_cultivation_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'draft' then raise exception 'a cultivation plan begins as a draft'; end if;
    return new;
  end if;
  if (new.unit_id, new.id, new.year, new.years, new.no, new.created_at, new.created_by)
     is distinct from (old.unit_id, old.id, old.year, old.years, old.no, old.created_at, old.created_by) then
    raise exception 'a cultivation plan keeps its unit, year and number';
  end if;
  if new.status <> old.status and not (
       (old.status = 'draft' and new.status in ('submitted', 'discarded'))
       or (old.status = 'submitted' and new.status in ('returned', 'accepted', 'withdrawn'))) then
    raise exception 'a cultivation plan does not go from % to %', old.status, new.status;
  end if;
  if new.status in ('returned', 'accepted') and app_unit() is distinct from old.parent_id and app_unit() is not null then
    raise exception 'a cultivation plan is decided by the unit that it was handed to';
  end if;
  if old.status = 'draft' and new.status = 'submitted'
     and new.parent_id is distinct from (select u.parent_id from org_units u where u.id = new.unit_id) then
    raise exception 'a cultivation plan is handed to the unit above';
  end if;
  if old.status <> 'draft' and
     (new.reason, new.parent_id, new.explanation, new.warnings, new.prepared_by, new.reviewed_by, new.as_of_on, new.known_at,
      new.pack, new.basis, new.due_on, new.digest, new.submitted_at)
     is distinct from
     (old.reason, old.parent_id, old.explanation, old.warnings, old.prepared_by, old.reviewed_by, old.as_of_on, old.known_at,
      old.pack, old.basis, old.due_on, old.digest, old.submitted_at) then
    raise exception 'a cultivation plan that was handed in stays as it was';
  end if;
  return new;
end $function$;
grant execute on function guard_cultivation_plan() to public;

CREATE OR REPLACE PROCEDURE public.guard_ledger(IN p_table text)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %I enable row level security', p_table);
  execute format('create policy own on %I for all using (enterprise_id = app_enterprise()) with check (enterprise_id = app_enterprise())', p_table);
  execute format('grant select, insert, update, delete on %I to opencqo_app', p_table);
end $procedure$;

CREATE OR REPLACE FUNCTION public.hand_over_org_unit(p_unit uuid, p_today date, p_reason text)
 RETURNS TABLE(enterprises integer, filings integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  ended record;
  moved_enterprises int := 0;
  moved_filings int := 0;
begin
  if app_role() is distinct from 'system-admin' and app_kind() is distinct from 'system' then
    raise exception 'only for the system administrator and jobs';
  end if;
  select u.successor_id, u.valid_to, u.handed_over_at, s.name as successor_name into ended
    from org_units u left join org_units s on s.id = u.successor_id
   where u.id = p_unit and u.id in (select org_units_to_hand_over(p_today)) for update of u;
  if not found then return; end if;
  if ended.successor_id is not null then
    with moved as (update enterprises e set unit_id = ended.successor_id where e.unit_id = p_unit returning e.id)
    insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, reason)
    select m.id, gen_random_uuid(), ended.successor_id, ended.valid_to + 1, p_reason from moved m;
    get diagnostics moved_enterprises = row_count;
    -- A filing under way goes on with the successor: as responsible unit, at the desk, and in the steps still to come.
    update filings f
       set unit_id = case f.unit_id when p_unit then ended.successor_id else f.unit_id end,
           desk_unit_id = case f.desk_unit_id when p_unit then ended.successor_id else f.desk_unit_id end,
           chain = coalesce((
             select jsonb_agg(case when step ->> 'unitId' = p_unit::text and step ->> 'doneAt' is null
                      then step || jsonb_build_object('unitId', ended.successor_id, 'unitName', ended.successor_name)
                      else step end order by place)
               from jsonb_array_elements(f.chain) with ordinality as steps (step, place)), '[]')
     where f.registered_at is null and f.status <> 'withdrawn'
       and (f.unit_id = p_unit or f.desk_unit_id = p_unit or f.chain @> jsonb_build_array(jsonb_build_object('unitId', p_unit)));
    get diagnostics moved_filings = row_count;
  end if;
  update handovers h set status = 'withdrawn', version = h.version + 1, decided_at = now(), note = p_reason
   where h.status = 'proposed' and p_unit in (h.from_unit_id, h.to_unit_id);
  update registrations r set state = 'refused', decided_at = now(), reason = p_reason
   where r.unit_id = p_unit and r.state in ('draft', 'pending');
  update invitations i set revoked_at = now() where i.unit_id = p_unit and i.accepted_at is null and i.revoked_at is null;
  update grants g set valid_to = now() where g.unit_id = p_unit and (g.valid_to is null or g.valid_to > now());
  update org_units u set handed_over_at = coalesce(u.handed_over_at, now()) where u.id = p_unit;
  return query select moved_enterprises, moved_filings;
end $function$;
grant execute on function hand_over_org_unit(uuid,date,text) to opencqo_app;

CREATE OR REPLACE FUNCTION public.hand_over_rosters()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  update rosters set unit_id = new.successor_id, version = version + 1 where unit_id = new.id;
  update roster_versions set unit_id = new.successor_id where unit_id = new.id;
  update roster_pending set unit_id = new.successor_id where unit_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.has_administrator()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select 1 from grants g join accounts a on a.id = g.account_id
                  where g.role = 'system-admin' and grant_holds(g.valid_from, g.valid_to) and a.disabled_at is null)
$function$;

CREATE OR REPLACE FUNCTION public.hold_only_ends()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.ended_at is not null or (to_jsonb(new) - 'ended_at') <> (to_jsonb(old) - 'ended_at') then
    raise exception 'a hold can only be ended, and only once';
  end if;
  return new;
end $function$;
grant execute on function hold_only_ends() to public;

CREATE OR REPLACE FUNCTION public.instrument_state(p_enterprise uuid, p_instrument uuid, p_day date)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select case
      when i.standing <> 'in-use' and (i.standing_since is null or i.standing_since <= p_day) then i.standing
      when c.certified_on is null then
        case when i.category = 'c' and i.mandatory is not true and i.cycle_months is null then 'ready' else 'pending' end
      when c.conclusion = 'fail' then 'forbidden'
      when c.valid_until < p_day then 'overdue'
      when c.conclusion = 'limited' then 'limited'
      else 'ready' end
    from instruments i
    left join lateral (
      select certified_on, conclusion, valid_until from instrument_certificates
       where enterprise_id = i.enterprise_id and instrument = i.id and certified_on <= p_day and retired_on is null
       order by certified_on desc, id desc limit 1) c on true
   where i.enterprise_id = p_enterprise and i.id = p_instrument
$function$;
grant execute on function instrument_state(uuid,uuid,date) to public;

CREATE OR REPLACE FUNCTION public.invitation_by_token(p_hash bytea)
 RETURNS TABLE(id uuid, role text, enterprise_id uuid, unit_id uuid, place text, in_charge boolean, name text, inviter text, expires_at timestamp with time zone, state text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select i.id, i.role, i.enterprise_id, i.unit_id, grant_place(i.enterprise_id, i.unit_id), i.in_charge, i.name, a.name, i.expires_at,
         case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
              when i.expires_at <= now() then 'expired' else 'open' end
    from invitations i join accounts a on a.id = i.invited_by where i.token_hash = p_hash
$function$;
grant execute on function invitation_by_token(bytea) to opencqo_app;

CREATE OR REPLACE FUNCTION public.is_registration_draft(p_ticket bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select 1 from registrations r where r.ticket_hash = p_ticket and r.state = 'draft'
    and (select count(*) from registration_scans s where s.unit_id = r.unit_id and s.registration_id = r.id) < 3)
$function$;
grant execute on function is_registration_draft(bytea) to opencqo_app;

CREATE OR REPLACE FUNCTION public.judge_use()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  new.fitness := coalesce(instrument_state(new.enterprise_id, new.instrument, new.used_on), 'pending');
  return new;
end $function$;
grant execute on function judge_use() to public;

CREATE OR REPLACE FUNCTION public.keep_audit_seal(p_no integer, p_at timestamp with time zone, p_root bytea, p_chains uuid[], p_seqs bigint[], p_hashes bytea[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if app_kind() is distinct from 'system' then raise exception 'only for jobs'; end if;
  if p_no <> (select coalesce(max(no), 0) + 1 from audit_seals) then raise exception 'seal % is not the next', p_no; end if;
  insert into audit_seals values (p_no, p_at, cardinality(p_chains), p_root);
  insert into audit_seal_leaves
    select p_no, leaf.position, leaf.chain_id, leaf.seq, leaf.hash
      from unnest(p_chains, p_seqs, p_hashes) with ordinality as leaf(chain_id, seq, hash, position);
  update audit_heads h set sealed_seq = leaf.seq
    from unnest(p_chains, p_seqs) as leaf(chain_id, seq) where h.chain_id = leaf.chain_id;
end $function$;
grant execute on function keep_audit_seal(integer,timestamp with time zone,bytea,uuid[],bigint[],bytea[]) to opencqo_app;

CREATE OR REPLACE FUNCTION public.keep_certificate()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  if tg_op = 'UPDATE' and old.last_on is not null and (new.last_on is null or new.last_on < old.last_on) then
    -- An import that brought the newer one was taken back.
    delete from instrument_certificates
     where enterprise_id = old.enterprise_id and instrument = old.id and certified_on = old.last_on and origin = 'ledger'
       and retired_on is null;
  end if;
  if new.last_on is null then return null; end if;
  if tg_op = 'UPDATE' then
    update instrument_certificates
       set valid_until = valid_until(certified_on, new.cycle_months, conclusion)
     where enterprise_id = new.enterprise_id and instrument = new.id and certified_on = new.last_on and retired_on is null
       and old.cycle_months is distinct from new.cycle_months;
    update instrument_certificates
       set certificate_no = coalesce(new.certificate_no, '未写证书号'), conclusion = coalesce(new.conclusion, 'pass'),
           valid_until = valid_until(new.last_on, new.cycle_months, coalesce(new.conclusion, 'pass')),
           sweep = case when new.conclusion = 'fail' then coalesce(sweep, 'open') when sweep = 'open' then null else sweep end,
           search = certificate_search(new.certificate_no, body)
     where enterprise_id = new.enterprise_id and instrument = new.id and certified_on = new.last_on and retired_on is null
       and origin = 'ledger';
    if found then return null; end if;
  end if;
  insert into instrument_certificates (enterprise_id, id, search, changed_at, instrument, certified_on, certificate_no, tracing,
      body, conclusion, valid_until, origin, sweep)
    values (new.enterprise_id, certificate_id(), certificate_search(new.certificate_no, new.body), new.changed_at, new.id,
      new.last_on, coalesce(new.certificate_no, '未写证书号'), new.tracing, new.body, coalesce(new.conclusion, 'pass'),
      valid_until(new.last_on, new.cycle_months, coalesce(new.conclusion, 'pass')), 'ledger',
      case when new.conclusion = 'fail' then 'open' end)
    on conflict do nothing;
  return null;
end $function$;
grant execute on function keep_certificate() to public;

CREATE OR REPLACE FUNCTION public.keep_duty_rule()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if to_jsonb(new) - array['version', 'ended_on', 'ended_reason'] <> to_jsonb(old) - array['version', 'ended_on', 'ended_reason']
     or old.ended_on is not null then
    raise exception 'a duty that was set is only ended';
  end if;
  return new;
end $function$;
grant execute on function keep_duty_rule() to public;

CREATE OR REPLACE FUNCTION public.keep_evaluated()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  if old.evaluation is not null then
    raise exception 'certificate % has an evaluation', old.id using errcode = 'foreign_key_violation';
  end if;
  return old;
end $function$;
grant execute on function keep_evaluated() to public;

CREATE OR REPLACE FUNCTION public.keep_first_certificates()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  insert into instrument_certificates (enterprise_id, id, search, changed_at, instrument, certified_on, certificate_no, tracing,
      body, conclusion, valid_until, origin, sweep)
    select a.enterprise_id, certificate_id(), certificate_search(a.certificate_no, a.body), a.changed_at, a.id, a.last_on,
           coalesce(a.certificate_no, '未写证书号'), a.tracing, a.body, coalesce(a.conclusion, 'pass'),
           valid_until(a.last_on, a.cycle_months, coalesce(a.conclusion, 'pass')), 'ledger',
           case when a.conclusion = 'fail' then 'open' end
      from added a where a.last_on is not null;
  return null;
end $function$;
grant execute on function keep_first_certificates() to public;

CREATE OR REPLACE FUNCTION public.keep_incident_beginning()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then raise exception 'incidents are never deleted'; end if;
  if (new.enterprise_id, new.id, new.number, new.first_known_at, new.first_known_on, new.reported_at, new.reported_by, new.reported_by_name, new.source_id)
     is distinct from
     (old.enterprise_id, old.id, old.number, old.first_known_at, old.first_known_on, old.reported_at, old.reported_by, old.reported_by_name, old.source_id)
  then raise exception 'the beginning of an incident is written once'; end if;
  return new;
end $function$;
grant execute on function keep_incident_beginning() to public;

CREATE OR REPLACE FUNCTION public.keep_on_behalf()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.on_behalf_unit_id is distinct from old.on_behalf_unit_id then
    raise exception 'on_behalf_unit_id is kept as it is' using errcode = 'check_violation';
  end if;
  return new;
end $function$;
grant execute on function keep_on_behalf() to public;

CREATE OR REPLACE FUNCTION public.keep_recall_known()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.known_at <> old.known_at or new.recorded_at <> old.recorded_at then
    raise exception 'when a recall was first known is written once';
  end if;
  return new;
end $function$;
grant execute on function keep_recall_known() to public;

CREATE OR REPLACE FUNCTION public.keep_registration()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (old.registered_at is not null and (new.registered_at is distinct from old.registered_at
        or new.filing_no is distinct from old.filing_no or new.form is distinct from old.form))
     or (old.previous_id is not null and new.previous_id is distinct from old.previous_id)
     or (old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at)
     or (old.cancelled_at is not null and (new.cancelled_at is distinct from old.cancelled_at
        or new.cancelled_on is distinct from old.cancelled_on)) then
    raise exception 'a registered filing is kept as it is' using errcode = 'check_violation';
  end if;
  return new;
end $function$;
grant execute on function keep_registration() to public;

CREATE OR REPLACE FUNCTION public.keep_sent_report()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;
grant execute on function keep_sent_report() to public;

CREATE OR REPLACE FUNCTION public.keep_supervision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.unit_id, new.id, new.issuer_id, new.year, new.seq, new.title, new.body, new.basis, new.duty_id, new.period, new.issued_at)
     is distinct from
     (old.unit_id, old.id, old.issuer_id, old.year, old.seq, old.title, old.body, old.basis, old.duty_id, old.period, old.issued_at) then
    raise exception 'what was issued does not change';
  end if;
  if app_unit() = old.unit_id and (new.state <> 'replied' or new.due_on <> old.due_on) then
    raise exception 'the unit that has to act only replies';
  end if;
  return new;
end $function$;
grant execute on function keep_supervision() to public;

CREATE OR REPLACE FUNCTION public.keep_who_acted()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.on_behalf_unit_id is distinct from old.on_behalf_unit_id or not new.on_behalf_accounts @> old.on_behalf_accounts then
    raise exception 'who acted on behalf is kept as it is' using errcode = 'check_violation';
  end if;
  return new;
end $function$;
grant execute on function keep_who_acted() to public;

CREATE OR REPLACE FUNCTION public.last_move_of(p_code text)
 RETURNS date
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select max(v.effective_on) from (
    select v.effective_on, row_number() over (order by v.recorded_at, v.id) as n
      from enterprise_unit_events v join enterprises e on e.id = v.enterprise_id where e.credit_code = p_code) v
   where v.n > 1
$function$;
grant execute on function last_move_of(text) to opencqo_app;

CREATE OR REPLACE FUNCTION public.ledger_due_enterprises(p_table regclass, p_column text, p_until date)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if app_kind() is distinct from 'system' then return; end if;
  return query execute format(
    'select distinct enterprise_id from %s where retired_on is null and %I <= $1', p_table, p_column) using p_until;
end $function$;
grant execute on function ledger_due_enterprises(regclass,text,date) to opencqo_app;

CREATE OR REPLACE FUNCTION public.ledger_found(p_table regclass, p_fragment text, p_most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  wanted bigint[] := ledger_grams(app_enterprise(), p_fragment);
begin
  -- Pairs say all that single characters say, where there are any.
  if char_length(p_fragment) > 1 then
    wanted := array(select g from unnest(wanted) g where g & 2097151 <> 0);
  end if;
  return query execute format(
    'select id from %s where enterprise_id = app_enterprise() and ledger_grams(enterprise_id, search) @> $1
        and strpos(search, $2) > 0 limit $3', p_table) using wanted, p_fragment, p_most;
end $function$;
grant execute on function ledger_found(regclass,text,integer) to opencqo_app;

CREATE OR REPLACE FUNCTION public.ledger_grams(p_enterprise uuid, p_search text)
 RETURNS bigint[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT COST 10000
AS $function$
  select array_agg(k | (ascii(c)::bigint << 21)) || array_agg(k | (ascii(c)::bigint << 21) | coalesce(ascii(d), 0))
    from unnest(string_to_array(p_search, null), string_to_array(substr(p_search, 2), null)) as x(c, d),
         (select ('x' || right(p_enterprise::text, 5))::bit(20)::bigint << 42 as k) e
   where c <> ' '
$function$;
grant execute on function ledger_grams(uuid,text) to opencqo_app;
grant execute on function ledger_grams(uuid,text) to public;

CREATE OR REPLACE FUNCTION public.link_audit_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare head record;
begin
  insert into audit_heads values (new.chain_id, 0, '\x') on conflict do nothing;
  select seq, hash into head from audit_heads where chain_id = new.chain_id for update;
  new.seq := head.seq + 1;
  new.at := date_trunc('milliseconds', clock_timestamp());
  new.prev_hash := head.hash;
  new.hash := sha256(head.hash || convert_to(concat_ws(E'\x1f', new.chain_id, new.seq, new.chain_kind,
    to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), coalesce(new.account_id::text, ''), new.role,
    new.action, new.subject_type, new.subject_id, new.details), 'UTF8'));
  update audit_heads set seq = new.seq, hash = new.hash where chain_id = new.chain_id;
  return new;
end $function$;
grant execute on function link_audit_entry() to opencqo_app;

CREATE OR REPLACE FUNCTION public.locked_seconds(p_digest bytea)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce((select greatest(0, ceil(extract(epoch from locked_until - now())))::int
                     from sign_in_failures where login_digest = p_digest and locked_until is not null), 0)
$function$;
grant execute on function locked_seconds(bytea) to opencqo_app;

CREATE OR REPLACE FUNCTION public.make_first_link(p_id uuid, p_hash bytea, p_expires timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if app_kind() is distinct from 'system' then raise exception 'only at the start'; end if;
  perform pg_advisory_xact_lock(7031002);
  if has_administrator() then return false; end if;
  update first_links set replaced_at = now() where used_at is null and replaced_at is null;
  insert into first_links (id, token_hash, expires_at) values (p_id, p_hash, p_expires);
  return true;
end $function$;
grant execute on function make_first_link(uuid,bytea,timestamp with time zone) to opencqo_app;

CREATE OR REPLACE FUNCTION public.make_key_above(p_unit uuid, p_id uuid, p_key_id bytea, p_spoken text, p_signing bytea, p_agreement bytea, p_signing_sealed bytea, p_agreement_sealed bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if not exists (select 1 from org_units u where u.id = app_unit() and u.parent_id = p_unit) then return false; end if;
  insert into report_keys (unit_id, id, key_id, spoken, signing_public, agreement_public, made_at)
    select p_unit, p_id, p_key_id, p_spoken, p_signing, p_agreement, now()
     where not exists (select 1 from report_keys k where k.unit_id = p_unit)
    on conflict do nothing;
  if not found then return false; end if;
  insert into report_key_secrets values (p_unit, p_id, p_signing_sealed, p_agreement_sealed);
  return true;
end $function$;
grant execute on function make_key_above(uuid,uuid,bytea,text,bytea,bytea,bytea,bytea) to opencqo_app;

CREATE OR REPLACE FUNCTION public.may_manage_role(p_role text, p_enterprise uuid, p_unit uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce(case
    when app_role() = 'system-admin' then p_enterprise is null
    when app_kind() = 'unit' and p_unit is not null then
      exists (select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = p_unit and s.covers = 'all')
      and exists (select 1 from grants g where g.account_id = app_account() and g.unit_id = app_unit() and g.role = app_role()
                   and g.in_charge and grant_holds(g.valid_from, g.valid_to))
    when app_kind() = 'unit' and app_role() <> 'industry-officer' and p_enterprise is not null then
      p_role in ('filer', 'principal')
      and exists (select 1 from tenants t where t.enterprise_id = p_enterprise and t.unit_id = app_unit())
    when app_role() = 'principal' then p_enterprise = app_enterprise() and p_role in ('filer', 'cqo', 'staff', 'auditor')
    else false end, false)
$function$;
grant execute on function may_manage_role(text,uuid,uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.may_reset_account(p_account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select case
    when p_account = app_account() then false
    when app_role() = 'security-admin' then true
    when app_role() = 'system-admin' then false
    else exists (select 1 from grants g where g.account_id = p_account and grant_holds(g.valid_from, g.valid_to))
     and not exists (select 1 from grants g where g.account_id = p_account and grant_holds(g.valid_from, g.valid_to)
                      and not may_manage_role(g.role, g.enterprise_id, g.unit_id)) end
$function$;
grant execute on function may_reset_account(uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.may_see_enterprise(p_enterprise uuid, p_covers text DEFAULT 'all'::text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select p_enterprise = app_enterprise() or exists (
    select 1 from tenants t join unit_scope s on s.unit_id = t.unit_id and s.viewer_id = app_unit()
     where t.enterprise_id = p_enterprise and (s.covers = 'all' or p_covers = 'enterprises'))
$function$;
grant execute on function may_see_enterprise(uuid,text) to opencqo_app;

CREATE OR REPLACE FUNCTION public.move_filing_entries()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  update filing_entries set unit_id = new.unit_id where enterprise_id = new.enterprise_id and unit_id <> new.unit_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.named_files(p_ids uuid[])
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select id from files where id = any(p_ids) and app_kind() = 'system'
  union all
  select file_id from filing_prints where file_id = any(p_ids) and app_kind() = 'system'
$function$;
grant execute on function named_files(uuid[]) to opencqo_app;

CREATE OR REPLACE FUNCTION public.named_uploads(p_names text[])
 RETURNS SETOF text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare source text;
begin
  if app_kind() is distinct from 'system' then return; end if;
  for source in select proname from pg_proc where pronamespace = 'public'::regnamespace and proname like 'uploads\_of\_%' loop
    return query execute format('select * from %I($1)', source) using p_names;
  end loop;
end $function$;
grant execute on function named_uploads(text[]) to opencqo_app;

CREATE OR REPLACE FUNCTION public.next_risk_no(p_enterprise uuid)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  this_year int := extract(year from now() at time zone 'Asia/Shanghai');
  n int;
  made text;
begin
  loop
    insert into record_numbers (enterprise_id, series, year, last) values (p_enterprise, 'FX', this_year, 1)
    on conflict (enterprise_id, series, year) do update set last = record_numbers.last + 1 returning last into n;
    made := 'FX-' || this_year || '-' || lpad(n::text, greatest(3, length(n::text)), '0');
    if not exists (select 1 from risks where enterprise_id = p_enterprise and risk_no = made) then return made; end if;
  end loop;
end $function$;
grant execute on function next_risk_no(uuid) to public;

CREATE OR REPLACE FUNCTION public.officers_of_unit(p_unit uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select count(distinct a.id)::int from grants g join accounts a on a.id = g.account_id
   where g.unit_id = p_unit and p_unit = app_unit() and g.role <> 'industry-officer' and a.disabled_at is null
     and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
$function$;
grant execute on function officers_of_unit(uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.officers_without_words(p_limit integer)
 RETURNS TABLE(enterprise_id uuid, appointment_id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select o.enterprise_id, o.appointment_id, o.name from officer_names o
   where o.words is null and app_kind() = 'system' order by o.enterprise_id limit p_limit
$function$;
grant execute on function officers_without_words(integer) to opencqo_app;

CREATE OR REPLACE FUNCTION public.on_list(p_enterprise uuid, p_scope text, p_on date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (
    select 1 from (select distinct on (v.roster_id) v.roster_id, v.kind from roster_events v
                    where v.enterprise_id = p_enterprise and v.effective_on <= p_on
                    order by v.roster_id, v.effective_on desc, v.recorded_at desc, v.id desc) l
      join rosters r on r.id = l.roster_id
     where l.kind = 'enter' and r.scope_code = p_scope and r.period_from <= p_on and (r.period_to is null or r.period_to >= p_on))
$function$;
grant execute on function on_list(uuid,text,date) to public;

CREATE OR REPLACE FUNCTION public.on_own_roster(p_roster uuid, p_enterprise uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select 1 from roster_events e join rosters r on r.id = e.roster_id
                  where e.roster_id = p_roster and e.enterprise_id = p_enterprise and r.unit_id = app_unit())
$function$;
grant execute on function on_own_roster(uuid,uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.open_filing_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  insert into filing_entries (enterprise_id, filing_id, unit_id, registered_at)
  values (new.enterprise_id, new.id, coalesce((select unit_id from tenants where enterprise_id = new.enterprise_id), new.unit_id),
          new.registered_at)
  on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.opinion_keeps_its_word()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare moving constant text[] := array['version', 'changed_at', 'search', 'status', 'waits_until', 'answer', 'answered_by', 'answered_on'];
begin
  if old.status <> 'waiting' or (to_jsonb(new) - moving) <> (to_jsonb(old) - moving) then
    raise exception 'what was put does not change, and it is answered once';
  end if;
  return new;
end $function$;
grant execute on function opinion_keeps_its_word() to public;

CREATE OR REPLACE FUNCTION public.org_unit_open(p_unit uuid)
 RETURNS TABLE(kind text, name text, total bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  return query (select 'enterprise', e.name, count(*) over () from enterprises e where e.unit_id = p_unit
                 order by e.name limit 20);
  return query (select 'filing', e.name, count(*) over () from filings f join enterprises e on e.id = f.enterprise_id
                 where (f.unit_id = p_unit or f.desk_unit_id = p_unit) and f.registered_at is null and f.status <> 'withdrawn'
                 order by e.name limit 20);
  return query (select 'import', i.file_name, count(*) over () from imports i
                 where i.unit_id = p_unit and i.status in ('uploaded', 'checking', 'applying') limit 20);
end $function$;
grant execute on function org_unit_open(uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.org_unit_ties(p_ids uuid[])
 RETURNS TABLE(unit_id uuid, tied_by text, n bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare key record;
begin
  for key in select c.conrelid::regclass as referring, a.attname as col
               from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
              where c.confrelid = 'org_units'::regclass and c.contype = 'f' loop
    return query execute format('select %I, %L::text, count(*) from %s where %I = any($1) group by %I',
      key.col, key.referring::text, key.referring, key.col, key.col) using p_ids;
  end loop;
end $function$;
grant execute on function org_unit_ties(uuid[]) to opencqo_app;

CREATE OR REPLACE FUNCTION public.org_units_as_of(p_on date, p_known timestamp with time zone DEFAULT 'infinity'::timestamp with time zone)
 RETURNS TABLE(id uuid, parent_id uuid, name text, short_name text, line text, level text, kind text, area_code text, numbering_code text, functions text[], address_words text[], serves uuid[], valid_from date, valid_to date, successor_id uuid)
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  select f.id, (f.state).parent_id, (f.state).name, (f.state).short_name, (f.state).line, (f.state).level,
         (f.state).kind, (f.state).area_code, (f.state).numbering_code, (f.state).functions,
         (f.state).address_words, (f.state).serves, f.valid_from, f.valid_to, f.successor_id
    from fold_org_units(p_on, p_known, null) f
   where f.valid_from <= p_on and (f.valid_to is null or f.valid_to >= p_on)
$function$;
grant execute on function org_units_as_of(date,timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION public.org_units_below_as_of(p_unit uuid, p_on date, p_known timestamp with time zone DEFAULT 'infinity'::timestamp with time zone)
 RETURNS TABLE(id uuid, parent_id uuid, under uuid, depth integer, name text, short_name text, line text, level text, kind text, area_code text, numbering_code text, functions text[], serves uuid[])
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  with recursive standing as materialized (select * from org_units_as_of(p_on, p_known)), below as (
    select s.id, s.id as under, 0 as depth from standing s where s.id = p_unit
    union all
    select s.id, case when b.depth = 0 then s.id else b.under end, b.depth + 1
      from below b join standing s on s.parent_id = b.id where b.depth < 12
  )
  select s.id, s.parent_id, b.under, b.depth, s.name, s.short_name, s.line, s.level, s.kind, s.area_code, s.numbering_code,
         s.functions, s.serves
    from below b join standing s on s.id = b.id
$function$;
grant execute on function org_units_below_as_of(uuid,date,timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION public.org_units_to_hand_over(p_today date)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  return query select u.id from org_units u
    where u.valid_to < p_today and (u.handed_over_at is null or (u.successor_id is not null and (
      exists (select 1 from enterprises e where e.unit_id = u.id)
      or exists (select 1 from filings f where f.unit_id = u.id and f.registered_at is null and f.status <> 'withdrawn'))));
end $function$;
grant execute on function org_units_to_hand_over(date) to opencqo_app;

CREATE OR REPLACE FUNCTION public.people_of_enterprises(p_state text, p_text text, p_after uuid, p_limit integer)
 RETURNS TABLE(grant_id uuid, total bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with mine as materialized (
    select g.id
      from unit_scope s join tenants t on t.unit_id = s.unit_id join grants g on g.enterprise_id = t.enterprise_id
      join accounts a on a.id = g.account_id
     where s.viewer_id = app_unit() and s.covers = 'all' and app_kind() = 'unit'
       and case p_state when 'ended' then not (g.valid_from <= now() and (g.valid_to is null or g.valid_to > now()))
                        else g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
                             and (a.disabled_at is not null) = (p_state = 'disabled') end
       and (p_text is null or a.name like p_text or a.login like lower(p_text))
  )
  select m.id, (select count(*) from mine) from mine m
   where p_after is null or m.id < p_after order by m.id desc limit p_limit
$function$;
grant execute on function people_of_enterprises(text,text,uuid,integer) to opencqo_app;

CREATE OR REPLACE FUNCTION public.plan_completion(p_units uuid[], p_year integer, p_on date)
 RETURNS TABLE(unit_id uuid, plans integer, planned integer, unnamed integer, done integer, outside integer, as_of_on date)
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  with wanted as materialized (
    select u.id as asked, b.unit_id from unnest(p_units) as u(id)
      join unit_scope b on b.viewer_id = u.id and b.covers = 'all'
      join unit_scope s on s.viewer_id = app_unit() and s.unit_id = b.unit_id),
  own as materialized (
    select o.* from plan_completion_of((select array_agg(distinct w.unit_id) from wanted w), p_year, p_on, null) o)
  select w.asked, count(o.unit_id)::int, coalesce(sum(o.planned), 0)::int, coalesce(sum(o.unnamed), 0)::int,
         coalesce(sum(o.done), 0)::int, coalesce(sum(o.outside), 0)::int, min(o.as_of_on)
    from wanted w left join own o on o.unit_id = w.unit_id
   group by w.asked
$function$;
grant execute on function plan_completion(uuid[],integer,date) to opencqo_app;

CREATE OR REPLACE FUNCTION public.plan_completion_of(p_units uuid[], p_year integer, p_on date, p_known timestamp with time zone)
 RETURNS TABLE(unit_id uuid, planned integer, unnamed integer, done integer, outside integer, as_of_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with chosen as materialized (
    select distinct on (p.unit_id) p.unit_id, p.id, p.as_of_on, p.known_at from cultivation_plans p
      join unit_scope s on s.viewer_id = app_unit() and s.unit_id = p.unit_id
     where p.unit_id = any(p_units) and p.status = 'accepted' and p.year <= p_year and p_year < p.year + p.years
       and (p_known is null or p.decided_at <= p_known)
     order by p.unit_id, p.year desc, p.no desc),
  day as (select least(p_on, make_date(p_year, 12, 31)) as at),
  named as materialized (
    select c.unit_id, m.enterprise_id from chosen c
      join cultivation_plan_members m on m.unit_id = c.unit_id and m.plan_id = c.id and m.year = p_year),
  filed as materialized (
    select f.id from filed_of((select array_agg(n.enterprise_id) from named n), (select at from day), p_known) f(id)),
  fresh as materialized (
    select k.unit_id, k.enterprise_id
      from coverage_on((select array_agg(c.unit_id) from chosen c), (select at from day), p_known, true) k
      join chosen c on c.unit_id = k.unit_id
     where 'above-scale' = any(k.scopes) and 'filed' = any(k.measures)
       and not exists (select 1 from named n where n.enterprise_id = k.enterprise_id)
       and exists (
         select 1 from (select min(f.registered_at) as first from filings f
                         where f.enterprise_id = k.enterprise_id and f.registered_at is not null and f.kind <> 'cancel') f
          where f.first > c.known_at and beijing_day(f.first) between make_date(p_year, 1, 1) and (select at from day)))
  select c.unit_id, x.named + x.unnamed, x.unnamed, x.done, x.outside, c.as_of_on
    from chosen c cross join lateral (
      select (select count(*)::int from named n where n.unit_id = c.unit_id) as named,
             coalesce((select s.count from cultivation_plan_supplements s
                        where s.unit_id = c.unit_id and s.plan_id = c.id and s.year = p_year), 0) as unnamed,
             (select count(*)::int from named n join filed f on f.id = n.enterprise_id where n.unit_id = c.unit_id) as done,
             (select count(*)::int from fresh n where n.unit_id = c.unit_id) as outside) x
$function$;
grant execute on function plan_completion_of(uuid[],integer,date,timestamp with time zone) to opencqo_app;

CREATE OR REPLACE FUNCTION public.plan_figures(p_units uuid[], p_on date, p_known timestamp with time zone)
 RETURNS TABLE(unit_id uuid, above_scale integer, filed integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with seen as materialized (
    select s.unit_id as id from unit_scope s where s.viewer_id = app_unit() and s.unit_id = any(p_units)),
  units as materialized (select array_agg(id) as ids from seen),
  members as materialized (
    select k.unit_id, 'filed' = any(k.measures) as filed
      from units u cross join lateral coverage_on(u.ids, p_on, p_known, true) k where 'above-scale' = any(k.scopes)),
  pending as materialized (
    select q.unit_id, q.n from units u
     cross join lateral coverage_pending(u.ids, p_on, coalesce(p_known, 'infinity'), array['above-scale']) q)
  select s.id,
         case when exists (
             select 1 from rosters r
               join roster_versions v on v.roster_id = r.id and v.status = 'signed' and s.id = any(v.covers)
              where r.scope_code = 'above-scale' and v.signed_at <= coalesce(p_known, 'infinity') and v.effective_on <= p_on
                and r.period_from <= p_on and (r.period_to is null or r.period_to >= p_on))
           then (select count(*)::int from members m where m.unit_id = s.id)
                + coalesce((select sum(q.n)::int from pending q where q.unit_id = s.id), 0) end,
         (select count(*)::int from members m where m.unit_id = s.id and m.filed)
    from seen s
$function$;
grant execute on function plan_figures(uuid[],date,timestamp with time zone) to opencqo_app;

CREATE OR REPLACE FUNCTION public.plan_member_counts(p_unit uuid, p_plan uuid, p_on date, p_known timestamp with time zone)
 RETURNS TABLE(year integer, named integer, planned integer, filed integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with named as materialized (
    select m.enterprise_id, m.year from cultivation_plan_members m
     where m.unit_id = p_unit and m.plan_id = p_plan
       and exists (select 1 from unit_scope s where s.viewer_id = app_unit() and s.unit_id = p_unit)),
  filed as materialized (select f.id from filed_of((select array_agg(n.enterprise_id) from named n), p_on, p_known) f(id)),
  listed as materialized (select l.enterprise_id as id from above_scale_of(array[p_unit], p_on, p_known) l)
  select n.year, count(*)::int, count(*) filter (where f.id is null and l.id is not null)::int, count(f.id)::int
    from named n left join filed f on f.id = n.enterprise_id left join listed l on l.id = n.enterprise_id
   group by n.year
$function$;
grant execute on function plan_member_counts(uuid,uuid,date,timestamp with time zone) to opencqo_app;

CREATE OR REPLACE FUNCTION public.project_filing_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  update filing_entries
     set entered_on = new.entered_on,
         entered_name = case when new.entered_on is not null then new.account_name end,
         entered_at = case when new.entered_on is not null then new.recorded_at end
   where enterprise_id = new.enterprise_id and filing_id = new.filing_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.project_org_units(p_ids uuid[], p_today date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if app_role() is distinct from 'system-admin' and app_kind() is distinct from 'system' then
    raise exception 'only for the system administrator and jobs';
  end if;
  delete from org_units u where u.id = any(p_ids)
     and exists (select 1 from org_unit_events v where v.unit_id = u.id and v.kind = 'undone')
     and not exists (select 1 from fold_org_units(p_today, 'infinity', p_ids) f where f.id = u.id);
  update org_units u
     set parent_id = (f.state).parent_id, name = (f.state).name, short_name = (f.state).short_name,
         numbering_code = (f.state).numbering_code, functions = (f.state).functions,
         address_words = (f.state).address_words, serves = (f.state).serves, valid_from = f.valid_from,
         valid_to = f.valid_to, successor_id = f.successor_id, due_on = f.due_on, version = u.version + 1
    from fold_org_units(p_today, 'infinity', p_ids) f where u.id = f.id;
  insert into org_units (id, parent_id, name, short_name, line, level, kind, area_code, numbering_code, functions,
                         address_words, serves, valid_from, valid_to, successor_id, due_on)
  select f.id, (f.state).parent_id, (f.state).name, (f.state).short_name, (f.state).line, (f.state).level,
         (f.state).kind, (f.state).area_code, (f.state).numbering_code, (f.state).functions,
         (f.state).address_words, (f.state).serves, f.valid_from, f.valid_to, f.successor_id, f.due_on
    from fold_org_units(p_today, 'infinity', p_ids) f where not exists (select 1 from org_units u where u.id = f.id);
end $function$;
grant execute on function project_org_units(uuid[],date) to opencqo_app;

CREATE OR REPLACE FUNCTION public.propose_handover(p jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  e record;
  target uuid := coalesce((p->>'to')::uuid, app_unit());
begin
  select id, name, credit_code, unit_id, ended_on into e from enterprises where credit_code = p->>'code' for update;
  if not found then return '{"problem": "unknown-code"}'; end if;
  if e.unit_id = target then return '{"problem": "same-unit"}'; end if;
  if not app_oversees(e.unit_id) and not app_oversees(target) then return '{"problem": "not-yours"}'; end if;
  if e.ended_on is not null then return '{"problem": "ended"}'; end if;
  if not exists (select 1 from org_units u where u.id = target and u.line = 'market-regulation' and 'registration' = any(u.functions)
                   and u.valid_to is null) then return '{"problem": "no-registration"}'; end if;
  if exists (select 1 from handovers h where h.enterprise_id = e.id and h.status = 'proposed') then
    return '{"problem": "open-proposal"}';
  end if;
  insert into handovers (enterprise_id, id, enterprise_name, credit_code, from_unit_id, to_unit_id, proposed_by_unit, proposed_by,
      effective_on, reason)
    values (e.id, (p->>'id')::uuid, e.name, e.credit_code, e.unit_id, target, app_unit(), app_account(),
      (p->>'effectiveOn')::date, p->>'reason');
  return jsonb_build_object('id', p->>'id');
end $function$;
grant execute on function propose_handover(jsonb) to opencqo_app;

CREATE OR REPLACE FUNCTION public.purge_failures(p_before timestamp with time zone, p_limit integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare n int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only for jobs'; end if;
  delete from sign_in_failures where login_digest in (
    select login_digest from sign_in_failures where last_at < p_before order by last_at limit p_limit);
  get diagnostics n = row_count;
  return n;
end $function$;
grant execute on function purge_failures(timestamp with time zone,integer) to opencqo_app;

CREATE OR REPLACE FUNCTION public.purge_idempotency_keys(p_before timestamp with time zone, p_limit integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare n int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only for jobs'; end if;
  delete from idempotency_keys where (account_id, key) in (
    select account_id, key from idempotency_keys where at < p_before order by at limit p_limit);
  get diagnostics n = row_count;
  return n;
end $function$;
grant execute on function purge_idempotency_keys(timestamp with time zone,integer) to opencqo_app;

CREATE OR REPLACE FUNCTION public.purge_registrations(p_before timestamp with time zone, p_limit integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare n int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only for jobs'; end if;
  delete from registrations where (unit_id, id) in (
    select unit_id, id from registrations where state = 'draft' and created_at < p_before limit p_limit);
  get diagnostics n = row_count;
  return n;
end $function$;
grant execute on function purge_registrations(timestamp with time zone,integer) to opencqo_app;

CREATE OR REPLACE FUNCTION public.purge_sessions(p_before timestamp with time zone, p_limit integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare n int;
begin
  if app_kind() is distinct from 'system' then raise exception 'only for jobs'; end if;
  delete from sessions where id in (select id from sessions where expires_at < p_before order by expires_at limit p_limit);
  get diagnostics n = row_count;
  return n;
end $function$;
grant execute on function purge_sessions(timestamp with time zone,integer) to opencqo_app;

CREATE OR REPLACE FUNCTION public.queue_messages(p_unit uuid, p_subject text, p_body text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare made int;
begin
  if app_kind() = 'unit' then
    if not exists (select 1 from unit_scope s where s.covers = 'all'
                      and ((s.viewer_id = app_unit() and s.unit_id = p_unit) or (s.viewer_id = p_unit and s.unit_id = app_unit()))) then
      raise exception 'a unit sends messages up and down its line alone';
    end if;
  elsif app_kind() is distinct from 'system' then
    raise exception 'only units and jobs send messages';
  end if;
  insert into outbox (id, channel, account_id, person_name, unit_id, subject, body)
  select gen_random_uuid(), s.channel, g.account_id, a.name, p_unit, p_subject, p_body
    from (select distinct account_id from grants
           where unit_id = p_unit and valid_from <= now() and (valid_to is null or valid_to > now())) g
    join accounts a on a.id = g.account_id and a.disabled_at is null
    join notice_contacts c on c.account_id = g.account_id
    join senders s on s.enabled and ((s.channel = 'http' and c.mobile_sealed is not null and c.by_http)
                                  or (s.channel = 'email' and c.email_sealed is not null and c.by_email))
    left join unit_delivery d on d.unit_id = p_unit
   where coalesce(case s.channel when 'http' then d.by_http else d.by_email end, true);
  get diagnostics made = row_count;
  return made;
end $function$;
grant execute on function queue_messages(uuid,text,text) to opencqo_app;

CREATE OR REPLACE FUNCTION public.rate_risk()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare scheme risk_schemes;
begin
  if tg_op = 'UPDATE' then
    new.risk_no := coalesce(new.risk_no, old.risk_no);
    new.identified_on := coalesce(new.identified_on, old.identified_on);
  elsif new.risk_no is null or exists (
      select 1 from risks where enterprise_id = new.enterprise_id and risk_no = new.risk_no) then
    new.risk_no := next_risk_no(new.enterprise_id);
    new.search := new.search || ' ' || lower(new.risk_no);
  end if;
  new.identified_on := coalesce(new.identified_on, (now() at time zone 'Asia/Shanghai')::date);
  new.score := new.severity * new.likelihood;
  new.next_review_on := (coalesce(new.last_reviewed_on, new.identified_on) + make_interval(months => new.review_months))::date;
  if tg_op = 'UPDATE' and (new.severity, new.likelihood, new.residual_severity, new.residual_likelihood)
       is not distinct from (old.severity, old.likelihood, old.residual_severity, old.residual_likelihood)
     and new.scheme_version is not distinct from old.scheme_version then
    new.level := old.level;
    new.residual_level := old.residual_level;
    return new;
  end if;
  select * into scheme from risk_schemes where enterprise_id = new.enterprise_id order by version desc limit 1;
  if not found then
    insert into risk_schemes (enterprise_id, version, name, severities, likelihoods, cells, reason, made_at, by_name)
    select new.enterprise_id, 1, d->>'name', d->'severities', d->'likelihoods', d->'cells', '', now(), '系统'
      from default_risk_scheme() d
    on conflict do nothing;
    select * into scheme from risk_schemes where enterprise_id = new.enterprise_id order by version desc limit 1;
  end if;
  new.scheme_version := scheme.version;
  new.level := scheme.cells -> (new.severity - 1) ->> (new.likelihood - 1);
  new.residual_level := scheme.cells -> (new.residual_severity - 1) ->> (new.residual_likelihood - 1);
  return new;
end $function$;
grant execute on function rate_risk() to public;

CREATE OR REPLACE FUNCTION public.rebuild_unit_scope()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with recursive edges as (
    select parent_id as upper, id as lower from org_units where parent_id is not null
    union all select successor_id, id from org_units where successor_id is not null and handed_over_at is not null
    union all select u.id, served from org_units u cross join unnest(u.serves) as served
               where u.line = 'market-regulation' and 'registration' = any(u.functions)
  ), below as (
    select id as viewer_id, id as unit_id from org_units
    union select b.viewer_id, e.lower from below b join edges e on e.upper = b.unit_id
  ), wanted as materialized (
    select viewer_id, unit_id, min(covers) as covers from (
      select viewer_id, unit_id, 'all' as covers from below
      union all
      select b.viewer_id, served, 'enterprises' from below b join org_units u on u.id = b.unit_id
       cross join unnest(u.serves) as served) as both_ways
     group by viewer_id, unit_id
  ), gone as (
    delete from unit_scope s where not exists (
      select 1 from wanted w where w.viewer_id = s.viewer_id and w.unit_id = s.unit_id)
  )
  insert into unit_scope (viewer_id, unit_id, covers)
  select w.viewer_id, w.unit_id, w.covers from wanted w where not exists (
    select 1 from unit_scope s where s.viewer_id = w.viewer_id and s.unit_id = w.unit_id and s.covers = w.covers)
  on conflict (viewer_id, unit_id) do update set covers = excluded.covers
$function$;

CREATE OR REPLACE FUNCTION public.recount_roster_version(p_roster uuid, p_no integer)
 RETURNS TABLE(members integer, pending integer, digest text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select (select count(*)::int from roster_members(v.roster_id, v.effective_on, v.signed_at)),
         (select count(*)::int from roster_pending q where q.roster_id = v.roster_id and q.version_no = v.no),
         roster_digest(v.roster_id, v.effective_on, v.signed_at, v.no)
    from roster_versions v where v.roster_id = p_roster and v.no = p_no
$function$;
grant execute on function recount_roster_version(uuid,integer) to opencqo_app;

CREATE OR REPLACE FUNCTION public.registration_by_receipt(p_receipt text)
 RETURNS TABLE(id uuid, unit_id uuid, unit_name text, code_hash text, ticket_hash bytea, state text, credit_code text, name text, submitted_at timestamp with time zone, decided_at timestamp with time zone, reason text, scans integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select r.id, r.unit_id, u.name, r.code_hash, r.ticket_hash, r.state, r.credit_code, r.name, r.submitted_at, r.decided_at, r.reason,
         (select count(*)::int from registration_scans s where s.unit_id = r.unit_id and s.registration_id = r.id)
    from registrations r join org_units u on u.id = r.unit_id where r.receipt_no = p_receipt
$function$;
grant execute on function registration_by_receipt(text) to opencqo_app;

CREATE OR REPLACE FUNCTION public.report_credit_codes(p_ids uuid[])
 RETURNS TABLE(enterprise_id uuid, credit_code text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select e.id, e.credit_code from enterprises e
   where e.id = any(p_ids) and exists (
     select 1 from unit_scope s
      where s.viewer_id = app_unit() and s.covers = 'all'
        and (s.unit_id = e.unit_id or exists (
          select 1 from enterprise_unit_events v where v.enterprise_id = e.id and v.unit_id = s.unit_id)))
$function$;
grant execute on function report_credit_codes(uuid[]) to opencqo_app;

CREATE OR REPLACE FUNCTION public.reset_by_token(p_hash bytea)
 RETURNS TABLE(account_id uuid, login text, name text, expires_at timestamp with time zone, state text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select a.id, a.login, a.name, r.expires_at,
         case when r.used_at is not null then 'used' when r.voided_at is not null then 'voided'
              when r.expires_at <= now() or a.disabled_at is not null then 'expired' else 'open' end
    from password_resets r join accounts a on a.id = r.account_id where r.token_hash = p_hash
$function$;
grant execute on function reset_by_token(bytea) to opencqo_app;

CREATE OR REPLACE FUNCTION public.responsible_for(p_enterprise uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select 1 from tenants where enterprise_id = p_enterprise and unit_id = app_unit())
$function$;
grant execute on function responsible_for(uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.roster_covers(p_unit uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select coalesce(array_agg(u.id order by u.id), '{}') from unit_scope s join org_units u on u.id = s.unit_id
   where s.viewer_id = p_unit and u.line = 'market-regulation' and 'registration' = any(u.functions)
$function$;
grant execute on function roster_covers(uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.roster_digest(p_roster uuid, p_on date, p_known timestamp with time zone, p_no integer)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select encode(sha256(convert_to(
    coalesce((select string_agg(m.enterprise_id || ' ' || m.nominated::int || E'\n', '' order by m.enterprise_id)
                from roster_members(p_roster, p_on, p_known) m), '')
    || coalesce((select string_agg('?' || q.credit_code || ' ' || q.name || E'\n', '' order by q.credit_code collate "C", q.name collate "C")
                   from roster_pending q where q.roster_id = p_roster and q.version_no = p_no), ''), 'UTF8')), 'hex')
$function$;

CREATE OR REPLACE FUNCTION public.roster_members(p_roster uuid, p_on date, p_known timestamp with time zone)
 RETURNS TABLE(enterprise_id uuid, nominated boolean, since date, recorded_at timestamp with time zone, note text)
 LANGUAGE sql
 STABLE ROWS 5000
 SET search_path TO 'public'
AS $function$
  select l.enterprise_id, l.nominated, l.effective_on, l.recorded_at, l.note
    from (select distinct on (v.enterprise_id) v.* from roster_events v
           where v.roster_id = p_roster and v.effective_on <= p_on and v.recorded_at <= p_known
           order by v.enterprise_id, v.effective_on desc, v.recorded_at desc, v.id desc) l
   where l.kind = 'enter'
$function$;
grant execute on function roster_members(uuid,date,timestamp with time zone) to public;

CREATE OR REPLACE FUNCTION public.session_actor(p_hash bytea)
 RETURNS TABLE(session_id uuid, grant_id uuid, account_id uuid, name text, role text, enterprise_id uuid, unit_id uuid, unit_ids uuid[], stale boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select s.id, g.id, a.id, a.name, g.role, g.enterprise_id, g.unit_id,
         case when g.unit_id is null then '{}' else
           array(select c.unit_id from unit_scope c where c.viewer_id = g.unit_id) end,
         s.seen_at < now() - interval '1 minute'
    from sessions s join accounts a on a.id = s.account_id join grants g on g.id = s.grant_id
   where s.token_hash = p_hash and s.ended_at is null and s.expires_at > now()
     and s.seen_at > now() - make_interval(secs => s.idle_seconds)
     and a.disabled_at is null and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
$function$;
grant execute on function session_actor(bytea) to opencqo_app;

CREATE OR REPLACE FUNCTION public.set_account_disabled(p_account uuid, p_reason text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if app_role() is distinct from 'security-admin' or p_account = app_account() then raise exception 'not for this role'; end if;
  update accounts set disabled_at = case when p_reason is null then null else now() end, disabled_reason = p_reason
   where id = p_account and (disabled_at is null) = (p_reason is not null);
  if not found then return false; end if;
  if p_reason is not null then
    update sessions set ended_at = now() where account_id = p_account and ended_at is null;
    update password_resets set voided_at = now() where account_id = p_account and used_at is null and voided_at is null;
  end if;
  return true;
end $function$;
grant execute on function set_account_disabled(uuid,text) to opencqo_app;

CREATE OR REPLACE FUNCTION public.set_own_password(p_account uuid, p_hash text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if p_account is distinct from app_account() then raise exception 'not the own account'; end if;
  update accounts set password_hash = p_hash where id = p_account;
end $function$;
grant execute on function set_own_password(uuid,text) to opencqo_app;

CREATE OR REPLACE FUNCTION public.settle_search_index()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  if app_kind() is distinct from 'system' then raise exception 'only the system settles the index'; end if;
  perform gin_clean_pending_list('enterprises_by_words');
end $function$;
grant execute on function settle_search_index() to opencqo_app;

CREATE OR REPLACE FUNCTION public.share_only_ends()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.withdrawn_at is not null
     or (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by_name') <> (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by_name') then
    raise exception 'a share can only be taken back, and only once';
  end if;
  return new;
end $function$;
grant execute on function share_only_ends() to public;

CREATE OR REPLACE FUNCTION public.submit_registration(p_ticket bytea, p_notice uuid, p_title text, p_body text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare r registrations;
begin
  update registrations set state = 'pending', submitted_at = now() where ticket_hash = p_ticket and state = 'draft' returning * into r;
  if not found then return false; end if;
  insert into notices (id, unit_id, kind, title, body, link)
    values (p_notice, r.unit_id, 'registration', p_title, p_body, '/registrations/' || r.id);
  return true;
end $function$;
grant execute on function submit_registration(bytea,uuid,text,text) to opencqo_app;

CREATE OR REPLACE FUNCTION public.survey_standing(p_unit uuid, p_on date)
 RETURNS TABLE(enterprise_id uuid, letter boolean, training boolean, evaluation boolean, letter_here boolean, as_of date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  with seen as not materialized (
    select t.enterprise_id from unit_scope s join tenants t on t.unit_id = s.unit_id
     where s.viewer_id = p_unit and s.covers = 'all'
       and exists (select 1 from unit_scope v where v.viewer_id = app_unit() and v.unit_id = p_unit and v.covers = 'all')),
  told as (
    select distinct on (c.enterprise_id, c.kind) c.enterprise_id, c.kind, c.held, c.as_of
      from credential_records c join seen on seen.enterprise_id = c.enterprise_id
     where c.voids is null and case when c.held then least(c.as_of, coalesce(c.held_on, c.as_of)) else c.as_of end <= p_on
       and not exists (select 1 from credential_records v where v.enterprise_id = c.enterprise_id and v.voids = c.id)
     order by c.enterprise_id, c.kind, c.as_of desc, c.recorded_at desc, c.id desc),
  office as (
    select distinct a.enterprise_id from appointments a join seen on seen.enterprise_id = a.enterprise_id
     where a.status in ('issued', 'ended') and a.term_from <= p_on and coalesce(a.ended_on, a.term_to, 'infinity') >= p_on),
  stands as (
    select coalesce(t.enterprise_id, o.enterprise_id) as id, bool_or(t.held) filter (where t.kind = 'letter') as letter,
           bool_or(t.held) filter (where t.kind = 'training') as training,
           bool_or(t.held) filter (where t.kind = 'evaluation') as evaluation,
           bool_or(o.enterprise_id is not null) as letter_here, max(t.as_of) as as_of
      from told t full join office o on o.enterprise_id = t.enterprise_id group by 1)
  select s.* from stands s
   where coalesce((select v.kind <> 'ended' from enterprise_state_events v
                    where v.enterprise_id = s.id and v.kind in ('ended', 'resumed') and v.effective_on <= p_on
                    order by v.effective_on desc, v.recorded_at desc, v.id desc limit 1), true)
$function$;
grant execute on function survey_standing(uuid,date) to opencqo_app;

CREATE OR REPLACE FUNCTION public.take_term()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  select a.term_to, a.ended_on into new.term_to, new.left_on
    from appointments a where a.enterprise_id = new.enterprise_id and a.id = new.appointment_id;
  return new;
end $function$;
grant execute on function take_term() to public;

CREATE OR REPLACE FUNCTION public.touch_session(p_hash bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  update sessions set seen_at = now() where token_hash = p_hash and seen_at < now() - interval '1 minute'
$function$;
grant execute on function touch_session(bytea) to opencqo_app;

CREATE OR REPLACE FUNCTION public.unit_above_has_people(p_unit uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select exists (select 1 from org_units u where u.id = app_unit() and u.parent_id = p_unit)
     and exists (
       select 1 from grants g join accounts a on a.id = g.account_id
        where g.unit_id = p_unit and a.disabled_at is null and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now()))
$function$;
grant execute on function unit_above_has_people(uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.unsealed_heads(p_limit integer)
 RETURNS TABLE(chain_id uuid, seq bigint, hash bytea)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select h.chain_id, h.seq, h.hash from audit_heads h
   where h.seq > h.sealed_seq and app_kind() = 'system' order by h.chain_id limit p_limit for update
$function$;
grant execute on function unsealed_heads(integer) to opencqo_app;

CREATE OR REPLACE FUNCTION public.uploads_of_imports(p_names text[])
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select stored_as from imports where stored_as = any(p_names)
$function$;

CREATE OR REPLACE FUNCTION public.uploads_of_ledgers(p_names text[])
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select stored_as from ledger_imports where stored_as = any(p_names)
$function$;

CREATE OR REPLACE FUNCTION public.uploads_of_rosters(p_names text[])
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select stored_as from roster_versions where stored_as = any(p_names) and status <> 'discarded'
$function$;

CREATE OR REPLACE FUNCTION public.uploads_of_surveys(p_names text[])
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
  select stored_as from survey_imports where stored_as = any(p_names) and status <> 'discarded'
$function$;

CREATE OR REPLACE FUNCTION public.use_first_link(p_hash bytea, p_account uuid, p_grant uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare state text;
begin
  if app_kind() is distinct from 'sign-in' then raise exception 'only before signing in'; end if;
  perform pg_advisory_xact_lock(7031002);
  state := first_link_state(p_hash);
  if state <> 'open' then return state; end if;
  insert into grants (id, account_id, role) values (p_grant, p_account, 'system-admin');
  update first_links set used_at = now() where token_hash = p_hash;
  return 'open';
end $function$;
grant execute on function use_first_link(bytea,uuid,uuid) to opencqo_app;

CREATE OR REPLACE FUNCTION public.valid_until(p_on date, p_months integer, p_conclusion text)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case when p_conclusion = 'fail' then null else (p_on + make_interval(months => p_months))::date - 1 end
$function$;
grant execute on function valid_until(date,integer,text) to public;

CREATE OR REPLACE FUNCTION public.veto_keeps_its_subject()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select 1 from vetoes v where v.enterprise_id = old.enterprise_id and v.subject_id = old.id) then
    raise foreign_key_violation using message = 'a veto was raised on this record';
  end if;
  return old;
end $function$;
grant execute on function veto_keeps_its_subject() to public;

CREATE OR REPLACE FUNCTION public.veto_keeps_its_word()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare moving constant text[] := array['version', 'state', 'checked_at', 'checked_by', 'checked_by_name', 'checked_mark',
  'ended_at', 'ended_by', 'ended_by_name', 'ended_note'];
begin
  if old.ended_at is not null or (to_jsonb(new) - moving) <> (to_jsonb(old) - moving) then
    raise exception 'what a veto says does not change, and what has ended stays ended';
  end if;
  return new;
end $function$;
grant execute on function veto_keeps_its_word() to public;

CREATE OR REPLACE FUNCTION public.void_earlier_resets()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
begin
  update password_resets set voided_at = now() where account_id = new.account_id and used_at is null and voided_at is null;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.workbench_chain(p_enterprise uuid)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (OVERLAY(OVERLAY(md5(('workbench '::text || p_enterprise)) PLACING '8'::text FROM 13 FOR 1) PLACING '8'::text FROM 17 FOR 1))::uuid;
grant execute on function workbench_chain(uuid) to opencqo_app;
grant execute on function workbench_chain(uuid) to public;
