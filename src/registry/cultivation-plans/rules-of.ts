import type { Tx } from '#platform/database/transaction.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import type { CoverageTarget, WrittenDue } from './domain.ts'

/** The form of the plans in a rule pack (宜市市监联发〔2024〕9号 附件3). */
const FORM = 'annex3'
const YEARS = 2

export type PlanRules = {
  readonly pack: { id: string; version: number; hash: string; title: string; docNo: string } | null
  readonly target: CoverageTarget | null
  /** Years of the form. */
  readonly years: number
  readonly title: string
}

type Loaded = NonNullable<Awaited<ReturnType<typeof findPackInForce>>>

/** What the rules in force say of a unit's plans. */
export async function planRulesOf(tx: Tx, unitId: string, onDate: string): Promise<PlanRules> {
  const loaded = await findPackInForce(tx, unitId, onDate)
  if (!loaded) return { pack: null, target: null, years: YEARS, title: TITLE }
  const { pack, hash } = loaded
  const form = pack.forms.find(({ id }) => id === FORM)
  return {
    pack: { id: pack.id, version: pack.version, hash, title: pack.title, docNo: pack.docNo },
    target: targetOf(loaded),
    years: form?.years ?? YEARS,
    title: form?.title ?? TITLE,
  }
}

const TITLE = '县（市、区）企业首席质量官培育计划报送表'

type Cited = { readonly clause: string | null; readonly docNo?: string | undefined }

function citedFrom({ pack }: Loaded, { clause, docNo }: Cited): string {
  return [docNo ?? pack.docNo, clause].filter(Boolean).join(' ')
}

/** The highest share of the 规上企业 that is to be filed, whenever it is due. */
function targetOf(loaded: Loaded): CoverageTarget | null {
  const [found] = loaded.pack.targets
    .filter(({ indicator, scope, unit, when }) => {
      return indicator === 'filed-coverage' && scope === 'above-scale' && unit === 'ratio' && !when
    })
    .flatMap((target) => (target.value === null ? [] : [{ ...target, value: target.value }]))
    .sort((a, b) => b.value - a.value)
  if (!found) return null
  return {
    title: found.title,
    value: found.value,
    dueDate: found.dueDate,
    clause: citedFrom(loaded, found),
  }
}

/** The latest day that the document names for the form, for units of a level. */
export async function writtenDueOf(
  tx: Tx,
  unitId: string,
  level: string,
  onDate: string,
): Promise<WrittenDue | null> {
  const loaded = await findPackInForce(tx, unitId, onDate)
  const [found] = (loaded?.pack.milestones ?? [])
    .filter(({ form, by }) => form === FORM && (by as readonly string[]).includes(level))
    .flatMap((milestone) => (milestone.due ? [{ ...milestone, due: milestone.due }] : []))
    .sort((a, b) => (a.due < b.due ? 1 : -1))
  if (!loaded || !found) return null
  return { on: found.due, title: found.title, source: citedFrom(loaded, found) }
}
