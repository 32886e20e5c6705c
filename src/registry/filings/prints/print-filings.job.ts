import { postNotice } from '#foundation/notices/index.ts'
import { inTransaction, type Tx } from '#platform/database/transaction.ts'
import { mergePdfs } from '#platform/documents/merge-pdfs.ts'
import { TextTooLong } from '#platform/documents/render.ts'
import { openRenderer, type Renderer } from '#platform/documents/render-apart.ts'
import { newId } from '#platform/ids.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { Installation } from '#platform/perform.ts'
import type { BatchItem } from '../batch/contract.ts'
import { getFilings } from '../batch/store.ts'
import { filingFormSource, type MarkedForm } from '../documents/filing-form.ts'
import { gatherFilingForm } from '../documents/gather-filing-form.ts'
import type { FilingPrint } from './contract.ts'
import { getPrint, movePrint, type PrintRecord } from './store.ts'

type Wanted = { readonly unitId: string; readonly printId: string }
type Form = MarkedForm & { readonly item: BatchItem; readonly name: string }
type LeftOut = FilingPrint['leftOut']

/** Forms set at once: the time for one document grows with more than its pages (10: 0.1 s, 40: 5 s, measured). */
const PIECE = 10

/** Gathers and sets the forms piece by piece in a process apart, and keeps the file for whoever asked. */
export const printFilingsJob: Job<Wanted> = {
  name: 'print-filings',
  async run(installation, wanted) {
    const as = asUnit(installation, wanted.unitId)
    const print = await as(async (tx) => {
      const found = await getPrint(tx, wanted)
      return (await movePrint(tx, wanted, { status: 'running', done: 0 })) ? found : undefined
    })
    if (!print) return
    const made = await printed(installation, print)
    if (!made) return
    const { pdf, leftOut } = made
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

/** All forms that fit, in one PDF; undefined when it was cancelled on the way. */
async function printed(
  installation: Installation,
  print: PrintRecord,
): Promise<{ pdf: Uint8Array | undefined; leftOut: LeftOut } | undefined> {
  const as = asUnit(installation, print.unit_id)
  const items = print.wanted as unknown as BatchItem[]
  const leftOut: LeftOut = []
  const pdfs: Uint8Array[] = []
  const renderer = openRenderer()
  try {
    for (let at = 0; at < items.length; at += PIECE) {
      const piece = items.slice(at, at + PIECE)
      const forms = await as((tx) => gathered(installation, tx, piece, print, leftOut))
      const pdf = await setInOne(renderer, forms, leftOut)
      if (pdf) pdfs.push(pdf)
      const key = { unitId: print.unit_id, printId: print.id }
      if (!(await as((tx) => movePrint(tx, key, { done: at + piece.length })))) return undefined
    }
  } finally {
    await renderer.close()
  }
  return { pdf: pdfs.length > 0 ? mergePdfs(pdfs) : undefined, leftOut }
}

async function gathered(
  installation: Installation,
  tx: Tx,
  piece: readonly BatchItem[],
  print: PrintRecord,
  leftOut: LeftOut,
): Promise<Form[]> {
  const found = await getFilings(tx, piece)
  const forms: Form[] = []
  for (const item of piece) {
    const filing = found.get(`${item.enterpriseId} ${item.filingId}`)
    if (!filing) {
      leftOut.push({ ...item, name: '', reason: '已不在本单位的办理范围内。' })
      continue
    }
    if (filing.kind === 'cancel') {
      leftOut.push({ ...item, name: filing.enterprise_name, reason: '注销备案用另一种表。请逐份打印。' })
      continue
    }
    const data = await gatherFilingForm({ installation }, filing, print.shown as 'masked' | 'full')
    forms.push({ item, name: filing.enterprise_name, data, mark: `${forms.length}|` })
  }
  return forms
}

/** Forms that do not fit their page are left out by name, the others are printed. */
async function setInOne(
  renderer: Renderer,
  forms: readonly Form[],
  leftOut: LeftOut,
): Promise<Uint8Array | undefined> {
  if (forms.length === 0) return undefined
  try {
    return (await renderer.render(filingFormSource(forms))).pdf
  } catch (error) {
    if (!(error instanceof TextTooLong)) throw error
    const labelsOf = (mark: string) =>
      error.fields.filter((field) => field.startsWith(mark)).map((field) => field.slice(mark.length))
    for (const { mark, item, name } of forms) {
      const labels = labelsOf(mark)
      if (labels.length > 0) leftOut.push({ ...item, name, reason: `${labels.join('、')}太长，一页排不下。` })
    }
    const fitting = forms.filter(({ mark }) => labelsOf(mark).length === 0)
    return setInOne(renderer, fitting, leftOut)
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
