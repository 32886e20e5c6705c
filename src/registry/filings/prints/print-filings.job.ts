import { postNotice } from '#foundation/notices/index.ts'
import { inTransaction, type Tx } from '#platform/database/transaction.ts'
import { TextTooLong } from '#platform/documents/render.ts'
import { renderApart } from '#platform/documents/render-apart.ts'
import { newId } from '#platform/ids.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { Installation } from '#platform/perform.ts'
import type { BatchItem } from '../batch/contract.ts'
import { getFilings } from '../batch/store.ts'
import { filingFormSource, type MarkedForm } from '../documents/filing-form.ts'
import { gatherFilingForm } from '../documents/gather-filing-form.ts'
import type { FilingPrint } from './contract.ts'
import { getPrint, movePrint } from './store.ts'

type Wanted = { readonly unitId: string; readonly printId: string }
type Form = MarkedForm & { readonly item: BatchItem; readonly name: string }

const PIECE = 20

/** Gathers the forms piece by piece, sets them into one PDF in a thread apart, and keeps it for whoever asked. */
export const printFilingsJob: Job<Wanted> = {
  name: 'print-filings',
  async run(installation, wanted) {
    const as = asUnit(installation, wanted.unitId)
    const begun = await as(async (tx) => {
      const print = await getPrint(tx, wanted)
      return (await movePrint(tx, wanted, { status: 'running', done: 0 })) ? print : undefined
    })
    if (!begun) return
    const leftOut: FilingPrint['leftOut'] = []
    const forms = await gathered(installation, wanted, begun.shown as 'masked' | 'full', leftOut)
    if (!forms) return
    const pdf = await setInOne(forms, leftOut)
    const fileId = newId()
    if (pdf) await installation.vault.put(fileId, pdf)
    const finished = {
      status: pdf ? ('done' as const) : ('failed' as const),
      leftOut,
      finished_at: installation.now(),
      ...(pdf && { file_id: fileId, size: pdf.length }),
    }
    const kept = await as(
      async (tx) => (await movePrint(tx, wanted, finished)) && (await tell(tx, wanted, finished)),
    )
    if (!kept && pdf) await installation.vault.remove(fileId)
  },
  async giveUp(installation, wanted) {
    await asUnit(
      installation,
      wanted.unitId,
    )(async (tx) => {
      await movePrint(tx, wanted, { status: 'failed', finished_at: installation.now() })
    })
  },
}

function asUnit({ pool }: Installation, unitId: string) {
  const asker = { kind: 'system', role: 'system', for: { unitId } } as const
  return <T>(work: (tx: Tx) => Promise<T>) => inTransaction(pool, asker, work)
}

/** Undefined when it was cancelled on the way. */
async function gathered(
  installation: Installation,
  wanted: Wanted,
  shown: 'masked' | 'full',
  leftOut: FilingPrint['leftOut'],
): Promise<Form[] | undefined> {
  const as = asUnit(installation, wanted.unitId)
  const items = await as(async (tx) => (await getPrint(tx, wanted)).wanted as unknown as BatchItem[])
  const forms: Form[] = []
  for (let at = 0; at < items.length; at += PIECE) {
    const piece = items.slice(at, at + PIECE)
    const goesOn = await as(async (tx) => {
      const found = await getFilings(tx, piece)
      for (const item of piece) {
        const filing = found.get(`${item.enterpriseId} ${item.filingId}`)
        if (!filing) {
          leftOut.push({ ...item, name: '', reason: '已不在本单位的办理范围内。' })
          continue
        }
        const data = await gatherFilingForm({ installation }, filing, shown)
        const name = filing.enterprise_name
        forms.push({ item, name, data, mark: `${forms.length}|` })
      }
      return movePrint(tx, wanted, { done: at + piece.length })
    })
    if (!goesOn) return undefined
  }
  return forms
}

/** Forms that do not fit their page are left out by name, the others are printed. */
async function setInOne(
  forms: readonly Form[],
  leftOut: FilingPrint['leftOut'],
): Promise<Uint8Array | undefined> {
  if (forms.length === 0) return undefined
  try {
    return (await renderApart(filingFormSource(forms))).pdf
  } catch (error) {
    if (!(error instanceof TextTooLong)) throw error
    const fields = new Map<string, string[]>()
    for (const field of error.fields) {
      const [mark = '', label = ''] = field.split('|')
      fields.set(`${mark}|`, [...(fields.get(`${mark}|`) ?? []), label])
    }
    for (const { mark, item, name } of forms) {
      const labels = fields.get(mark)
      if (labels) leftOut.push({ ...item, name, reason: `${labels.join('、')}太长，一页排不下。` })
    }
    return setInOne(
      forms.filter(({ mark }) => !fields.has(mark)),
      leftOut,
    )
  }
}

async function tell(
  tx: Tx,
  { unitId }: Wanted,
  { leftOut, status }: { leftOut: FilingPrint['leftOut']; status: 'done' | 'failed' },
): Promise<true> {
  const missing = leftOut.length > 0 ? `有 ${leftOut.length} 份没有印上。` : ''
  await postNotice(tx, {
    unitId,
    kind: 'filing-print-finished',
    title: status === 'done' ? '成批打印的备案表已经生成' : '成批打印没有成功',
    body: `${missing}由申请打印的人在“成批打印”中取文件，文件保留一天。`,
    link: `/units/${unitId}/filing-prints`,
  })
  return true
}
