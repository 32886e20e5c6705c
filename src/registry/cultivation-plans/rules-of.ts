import type { Tx } from '#platform/database/transaction.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import { type CoverageTarget, type Due, dueIn } from './domain.ts'

/** The form of the plans in a rule pack (宜市市监联发〔2024〕9号 附件3). */
const FORM = 'annex3'
const YEARS = 2

export type PlanRules = {
  readonly pack: { id: string; version: number; hash: string; title: string; docNo: string } | null
  readonly target: CoverageTarget | null
  readonly due: Due | null
  /** Years of the form. */
  readonly years: number
  readonly title: string
}

type Loaded = NonNullable<Awaited<ReturnType<typeof findPackInForce>>>

/** What the rules in force say of a unit's plan of a year. */
export async function planRulesOf(
  tx: Tx,
  unit: { readonly id: string; readonly level: string },
  year: number,
  onDate: string,
): Promise<PlanRules> {
  const loaded = await findPackInForce(tx, unit.id, onDate)
  if (!loaded) return { pack: null, target: null, due: null, years: YEARS, title: TITLE }
  const { pack, hash } = loaded
  const form = pack.forms.find(({ id }) => id === FORM)
  return {
    pack: { id: pack.id, version: pack.version, hash, title: pack.title, docNo: pack.docNo },
    target: targetOf(loaded),
    due: dueOf(loaded, unit.level, year),
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

function dueOf(loaded: Loaded, level: string, year: number): Due | null {
  const milestones = loaded.pack.milestones.filter(
    ({ form, id, by }) =>
      (form === FORM || id.startsWith('cultivation-plan')) && (by as readonly string[]).includes(level),
  )
  return dueIn(
    milestones.map((each) => ({ due: each.due, title: each.title, clause: citedFrom(loaded, each) })),
    year,
  )
}
