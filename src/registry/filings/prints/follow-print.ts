import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { mayPrintMany } from '../policy.ts'
import { cancelPrint, fetchPrint, listPrints, readPrint } from './contract.ts'
import { findPrints, getPrint, movePrint, presentPrint } from './store.ts'

const words = {
  waiting: '等待',
  running: '正在生成',
  done: '已生成',
  failed: '没有成功',
  cancelled: '已取消',
} as const
const ofUnit = async (_ctx: unknown, { unitId }: { unitId: string }) => ({ unitId })

export const readPrintHandler = handle(readPrint, {
  subject: ofUnit,
  policy: mayPrintMany,
  run: async ({ tx }, input) => presentPrint(await getPrint(tx, input)),
})

export const listPrintsHandler = handle(listPrints, {
  subject: ofUnit,
  policy: mayPrintMany,
  run: async ({ tx }, { unitId }) => ({ rows: (await findPrints(tx, unitId)).map(presentPrint) }),
})

export const cancelPrintHandler = handle(cancelPrint, {
  subject: ofUnit,
  policy: mayPrintMany,
  audit: ({ printId }, { unitId }) => ({
    chain: { unitId },
    action: 'filing-print.cancelled',
    subject: { type: 'filing-print', id: printId },
  }),
  async run({ tx, now }, input) {
    const { status } = await getPrint(tx, input)
    if (!(await movePrint(tx, input, { status: 'cancelled', finished_at: now }))) {
      throw wrongState({
        detail: `打印：现在是“${words[status as keyof typeof words]}”，不用再取消。请刷新后查看。`,
      })
    }
    return presentPrint(await getPrint(tx, input))
  },
})

export const fetchPrintHandler = handle(fetchPrint, {
  subject: ofUnit,
  policy: mayPrintMany,
  async run({ tx, installation }, input) {
    const { file_id, status, total } = await getPrint(tx, input)
    if (!file_id) {
      throw wrongState({
        detail: `打印：现在是“${words[status as keyof typeof words]}”，还没有文件。请生成后再取。`,
      })
    }
    const bytes = await installation.vault.get(file_id)
    return { mediaType: 'application/pdf', fileName: `备案表-${total}份.pdf`, bytes }
  },
})
