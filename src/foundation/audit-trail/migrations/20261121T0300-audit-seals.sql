-- Every hour the heads of all chains that have grown are sealed under one Merkle root, and each seal under the next, so
-- that an entry cannot be changed without changing every later seal; a root written down elsewhere proves all before it.
create table audit_seals (
  no int primary key,
  sealed_at timestamptz not null,
  leaves int not null,
  root bytea not null
);
create table audit_seal_leaves (
  seal_no int not null references audit_seals,
  position int not null,
  chain_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  primary key (seal_no, position)
);
create index audit_seal_leaves_by_chain on audit_seal_leaves (chain_id, seq);
alter table audit_heads add column sealed_seq bigint not null default 0;
create index audit_heads_unsealed on audit_heads (chain_id) where seq > sealed_seq;

alter table audit_seals enable row level security;
create policy see on audit_seals for select using (app_role() = 'audit-admin' or app_kind() = 'system');
alter table audit_seal_leaves enable row level security;
create policy see on audit_seal_leaves for select using (app_role() = 'audit-admin');
grant select on audit_seals, audit_seal_leaves to opencqo_app;

-- Heads that have grown since they were last sealed, held until the seal is kept. Only for the platform's own jobs.
create function unsealed_heads(p_limit int) returns table (chain_id uuid, seq bigint, hash bytea)
language sql security definer set search_path = public as $$
  select h.chain_id, h.seq, h.hash from audit_heads h
   where h.seq > h.sealed_seq and app_kind() = 'system' order by h.chain_id limit p_limit for update
$$;

-- Keeps one seal with its leaves, in the order of the arrays; `p_no` must be the next number.
create function keep_audit_seal(p_no int, p_at timestamptz, p_root bytea, p_chains uuid[], p_seqs bigint[], p_hashes bytea[])
returns void language plpgsql security definer set search_path = public as $$
begin
  if app_kind() is distinct from 'system' then raise exception 'only for jobs'; end if;
  if p_no <> (select coalesce(max(no), 0) + 1 from audit_seals) then raise exception 'seal % is not the next', p_no; end if;
  insert into audit_seals values (p_no, p_at, cardinality(p_chains), p_root);
  insert into audit_seal_leaves
    select p_no, leaf.position, leaf.chain_id, leaf.seq, leaf.hash
      from unnest(p_chains, p_seqs, p_hashes) with ordinality as leaf(chain_id, seq, hash, position);
  update audit_heads h set sealed_seq = leaf.seq
    from unnest(p_chains, p_seqs) as leaf(chain_id, seq) where h.chain_id = leaf.chain_id;
end $$;
revoke execute on function unsealed_heads, keep_audit_seal from public;
grant execute on function unsealed_heads, keep_audit_seal to opencqo_app;
