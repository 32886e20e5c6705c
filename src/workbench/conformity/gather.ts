import { createHash } from 'node:crypto'
import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { Clause } from './catalogue/clause.ts'
import { guide } from './catalogue/guide.ts'
import type { ClauseStanding, ClauseWord, Conformity } from './contract.ts'
import { providedEvidence } from './declared.ts'
import { totalsOf } from './domain.ts'
import { registryEvidence } from './registry-evidence.ts'
import { type SourceRecords, standingOf } from './standing.ts'
import { type Found, findNewestWords, findRecords, findWords } from './store.ts'

export const guideHead = {
  docNo: guide.docNo,
  title: guide.title,
  version: guide.version,
  sections: [...guide.sections],
}

/** Where the enterprise stands with every clause: two statements that travel together. */
export async function gatherConformity(tx: Tx, enterpriseId: string, today: CivilDate): Promise<Conformity> {
  const declared = [...registryEvidence(today), ...providedEvidence()]
  const [found, words] = await Promise.all([
    findRecords(tx, enterpriseId, declared, today),
    findNewestWords(tx, enterpriseId),
  ])
  const clauses = guide.clauses.map((clause) => present(clause, found, words.get(clause.id) ?? null, today))
  return { today, guide: guideHead, totals: totalsOf(clauses), clauses }
}

export function findClause(id: string): Clause | undefined {
  return guide.clauses.find((clause) => clause.id === id)
}

/** One clause, and every word said on it; only its own queries are asked. */
export async function gatherClause(tx: Tx, enterpriseId: string, clause: Clause, today: CivilDate) {
  const declared = [...registryEvidence(today), ...providedEvidence()].filter(({ evidence }) =>
    evidence.clauses.includes(clause.id),
  )
  const [found, words] = await Promise.all([
    findRecords(tx, enterpriseId, declared, today),
    findWords(tx, enterpriseId, clause.id),
  ])
  return { standing: present(clause, found, words[0] ?? null, today), words }
}

function present(
  clause: Clause,
  found: readonly Found[],
  word: ClauseWord | null,
  today: CivilDate,
): ClauseStanding {
  const ofClause = found.filter(({ evidence }) => evidence.clauses.includes(clause.id))
  const kept = [...Map.groupBy(ofClause, ({ source }) => source)].map(
    ([source, all]): SourceRecords => ({ source, records: all.map(({ records }) => records) }),
  )
  return standingOf(clause, kept, word, today)
}

/** Under this id the actions of a clause are kept: the same in every enterprise. */
export function sourceIdOf(clause: string): string {
  const hash = createHash('sha256').update(`${guide.docNo} ${clause}`).digest('hex')
  const part = (from: number, to: number) => hash.slice(from, to)
  return `${part(0, 8)}-${part(8, 12)}-8${part(13, 16)}-8${part(17, 20)}-${part(20, 32)}`
}
