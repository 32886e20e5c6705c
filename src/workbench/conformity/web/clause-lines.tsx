import { Link } from '@tanstack/react-router'
import { Muted } from '#ui/section.tsx'
import type { ClauseStanding, FoundRecords } from '../contract.ts'
import { gapsOf } from '../domain.ts'
import { splitPath } from './parts/split-path.ts'
import { words } from './words.ts'

/** Records that were found: how many, the newest, since when they count. Without `enterpriseId` they lead nowhere. */
export function RecordsLine({
  records,
  enterpriseId,
}: {
  readonly records: FoundRecords
  readonly enterpriseId?: string | undefined
}) {
  const { what, path, n, latest, since, older } = records
  const { to, search } = splitPath(path)
  return (
    <p>
      {enterpriseId === undefined ? (
        what
      ) : (
        <Link to={`/enterprises/${enterpriseId}/${to}` as never} search={search as never}>
          {what}
        </Link>
      )}{' '}
      {words.records(n, latest)} {older === null ? null : <Muted small>{words.older(older)}</Muted>}
      {since === null || n === 0 ? null : <Muted small>{words.since(since)}</Muted>}
    </p>
  )
}

/** What proves a clause, for a row of a list. */
export function Proof({
  clause,
  enterpriseId,
}: {
  readonly clause: ClauseStanding
  readonly enterpriseId?: string | undefined
}) {
  const found = clause.needs.flatMap(({ records }) => records).filter(({ n }) => n > 0)
  const { word, wordExpired } = clause
  return (
    <>
      {found.map((records) => (
        <RecordsLine key={records.what + records.path} records={records} enterpriseId={enterpriseId} />
      ))}
      {word ? (
        <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          <Muted small>{wordExpired ? words.expired : words.clause.kinds[word.kind]}</Muted> {word.text}
        </div>
      ) : null}
    </>
  )
}

/** What is missing, and the next step. */
export function Gaps({
  clause,
  enterpriseId,
}: {
  readonly clause: ClauseStanding
  readonly enterpriseId?: string | undefined
}) {
  return (
    <>
      {gapsOf(clause).map(({ what, next }) => (
        <p key={what}>
          {words.gap(what)}{' '}
          {enterpriseId === undefined ? (
            <Muted small>{next.text}</Muted>
          ) : (
            <NextLink enterpriseId={enterpriseId} clause={clause.id} next={next} />
          )}
        </p>
      ))}
    </>
  )
}

/** The next step; where none leads elsewhere, the clause's own page is the place. */
export function NextLink({
  enterpriseId,
  clause,
  next,
}: {
  readonly enterpriseId: string
  readonly clause: string
  readonly next: { readonly text: string; readonly path: string | null }
}) {
  const { to, search } = splitPath(next.path ?? `conformity/${clause}`)
  return (
    <Link to={`/enterprises/${enterpriseId}/${to}` as never} search={search as never}>
      {next.text}
    </Link>
  )
}
