import { mayReadOwn, ownRoles } from '#platform/access/own-enterprise.ts'
import type { LedgerRecord } from '#platform/ledger/ledger.ts'
import { handle } from '#platform/perform.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import {
  nothingToPrint,
  printLabels,
  readLabelColours,
  setLabelColours,
  stateNames,
  tooManyToPrint,
} from '../contract.ts'
import { type Label, MOST_LABELS, renderLabels } from '../documents/labels.ts'
import { type Conclusion, type Standing, stateOn } from '../domain.ts'
import type { instruments } from '../ledgers.ts'
import { type Colours, findColours, findToLabel, keepColours } from '../store.ts'

const subject = async (_ctx: unknown, { enterpriseId }: { enterpriseId: string }) => ({ enterpriseId })

export const printLabelsHandler = handle(printLabels, {
  subject,
  policy: mayReadOwn,
  async run({ tx, now }, { origin, ...query }) {
    const [found, colours] = await Promise.all([
      findToLabel(tx, query, MOST_LABELS + 1),
      findColours(tx, query.enterpriseId),
    ])
    if (found.length === 0)
      throw nothingToPrint({ detail: '器具标签：没有符合条件的器具。请放宽筛选条件后再打印。' })
    if (found.length > MOST_LABELS) {
      throw tooManyToPrint({
        detail: `器具标签：符合条件的超过 ${MOST_LABELS} 件，一次印不下。请按部门、类别等筛选后分次打印。`,
      })
    }
    const today = civilDateOf(now)
    const { pdf } = await renderLabels(
      found.map((each) => labelOf(each, colours, today, new URL(origin).origin)),
    )
    return { mediaType: 'application/pdf', fileName: '计量器具标签.pdf', bytes: pdf }
  },
})

function labelOf(
  of: LedgerRecord<typeof instruments>,
  colours: Colours,
  today: CivilDate,
  origin: string,
): Label {
  const last = of.lastOn
    ? { certifiedOn: of.lastOn, validUntil: of.dueOn, conclusion: (of.conclusion ?? 'pass') as Conclusion }
    : undefined
  const state = stateOn({ ...of, standing: of.standing as Standing }, last, today)
  return {
    no: of.instrumentNo,
    name: of.name,
    model: of.model ?? '',
    department: of.departmentCalled ?? '',
    state: stateNames[state],
    colour: colours[state],
    lastOn: of.lastOn ?? '',
    dueOn: of.dueOn ?? '',
    address: `${origin}/enterprises/${of.enterpriseId}/instruments/${of.id}`,
  }
}

export const readLabelColoursHandler = handle(readLabelColours, {
  subject,
  policy: mayReadOwn,
  run: async ({ tx }, { enterpriseId }) => ({ colours: await findColours(tx, enterpriseId) }),
})

export const setLabelColoursHandler = handle(setLabelColours, {
  subject,
  policy: ownRoles('首席质量官、经办人或企业负责人', 'cqo', 'filer', 'principal'),
  audit: ({ enterpriseId }) => ({
    chain: { enterpriseId },
    action: 'instrument.label-colours-set',
    subject: { type: 'enterprise', id: enterpriseId },
  }),
  async run({ tx }, { enterpriseId, colours }) {
    await keepColours(tx, enterpriseId, colours)
    return { colours: await findColours(tx, enterpriseId) }
  },
})
