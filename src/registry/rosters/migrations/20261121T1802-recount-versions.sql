-- The members of a signed version counted anew from the events, for whoever may read its head: the figures and the digest,
-- not the members. The database alone sees all of them.
create function recount_roster_version(p_roster uuid, p_no int) returns table (members int, pending int, digest text)
language sql stable security definer set search_path = public as $$
  select (select count(*)::int from roster_members(v.roster_id, v.effective_on, v.signed_at)),
         (select count(*)::int from roster_pending q where q.roster_id = v.roster_id and q.version_no = v.no),
         roster_digest(v.roster_id, v.effective_on, v.signed_at, v.no)
    from roster_versions v where v.roster_id = p_roster and v.no = p_no
$$;
revoke execute on function recount_roster_version from public;
grant execute on function recount_roster_version to opencqo_app;
-- The digest is asked for through the version alone.
revoke execute on function roster_digest from opencqo_app;

-- Decisions wait here while the file is compared anew, so that they are not lost when that is broken off.
alter table roster_versions add column kept_decisions jsonb;
