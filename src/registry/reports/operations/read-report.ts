import { notFound, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { maskIdNumber } from '#platform/values/id-number.ts'
import { maskMobile } from '#platform/values/mobile.ts'
import {
  fetchReceiptFile,
  fetchReportFile,
  fetchSlipFile,
  listReportChanges,
  listReportRows,
  readReport,
} from '../contract.ts'
import type { DetailRow } from '../cover.ts'
import { mayReadReport } from '../policy.ts'
import { insideOf, presentPack } from '../present-pack.ts'
import { getPack, readBytes, readSlipFile } from '../store.ts'

export const readReportHandler = handle(readReport, {
  subject: ({ tx }, of) => getPack(tx, of),
  policy: mayReadReport,
  run: (ctx, _input, pack) => presentPack(ctx, pack),
})

/** As lists and masked exports show a row. */
export function masked(row: DetailRow): DetailRow {
  return {
    ...row,
    ...(row.idNumber && { idNumber: maskIdNumber(row.idNumber) }),
    ...(row.mobile && { mobile: maskMobile(row.mobile) }),
  }
}

/** A page of what a pack holds; the cursor is a place in its fixed order. */
function pageOf<T>(rows: readonly T[], { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const from = Math.max(0, Math.trunc(Number(cursor ?? 0)) || 0)
  return {
    rows: rows.slice(from, from + limit),
    next: from + limit < rows.length ? String(from + limit) : null,
    total: rows.length,
  }
}

export const listReportRowsHandler = handle(listReportRows, {
  subject: ({ tx }, of) => getPack(tx, of),
  policy: mayReadReport,
  async run(ctx, input, pack) {
    const { content } = await insideOf(ctx, pack)
    const page = pageOf(content.rows, input)
    return { ...page, rows: page.rows.map(masked) }
  },
})

export const listReportChangesHandler = handle(listReportChanges, {
  subject: ({ tx }, of) => getPack(tx, of),
  policy: mayReadReport,
  async run(ctx, input, pack) {
    const { content } = await insideOf(ctx, pack)
    return pageOf(content.changes, input)
  },
})

const mediaType = 'application/octet-stream'

export const fetchReportFileHandler = handle(fetchReportFile, {
  subject: ({ tx }, of) => getPack(tx, of),
  policy: mayReadReport,
  async run({ tx }, input, pack) {
    const bytes = await readBytes(tx, input, 'file')
    if (!bytes) throw wrongState({ detail: '报送包：还没有报出，没有文件。请先上报。' })
    return { mediaType, fileName: `${pack.number}.cqopack`, bytes }
  },
})

export const fetchReceiptFileHandler = handle(fetchReceiptFile, {
  subject: ({ tx }, of) => getPack(tx, of),
  policy: mayReadReport,
  async run({ tx }, input, pack) {
    const bytes = await readBytes(tx, input, 'receipt')
    if (!bytes) throw wrongState({ detail: '回执：还没有。请等上级接收或退回。' })
    return { mediaType, fileName: `${pack.number}-回执.cqopack`, bytes }
  },
})

export const fetchSlipFileHandler = handle(fetchSlipFile, {
  subject: ({ tx }, of) => getPack(tx, of),
  policy: mayReadReport,
  async run({ tx }, input, pack) {
    const bytes = await readSlipFile(tx, input, input.slipNo)
    if (!bytes) throw notFound({ detail: '更正单：没有这一号。请从报送包中打开。' })
    return { mediaType, fileName: `${pack.number}-更正单${input.slipNo}.cqopack`, bytes }
  },
})
