import { z } from 'zod'
import { Bytes, operation, wrongState } from '#platform/operation.ts'
import { BatchItem } from '../batch/contract.ts'

/** Forms of one print at most. */
export const PRINT_LIMIT = 200

export const PrintStatus = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled'])

/** Many 备案表 in one PDF, made in the background. */
export const FilingPrint = z.object({
  unitId: z.uuid(),
  id: z.uuid(),
  status: PrintStatus,
  shown: z.enum(['masked', 'full']),
  total: z.int(),
  /** Forms gathered so far. */
  done: z.int(),
  /** Forms that are not in the file, and why. */
  leftOut: z.array(BatchItem.extend({ name: z.string(), reason: z.string() })),
  /** bytes */
  size: z.int().nullable(),
  askedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type FilingPrint = z.infer<typeof FilingPrint>

const ofUnit = { unitId: z.uuid() }
const ofPrint = { ...ofUnit, printId: z.uuid() }

export const startPrint = operation({
  name: 'filing-print.start',
  method: 'POST',
  path: '/units/:unitId/filing-prints',
  title: '成批打印备案表',
  doc: `One PDF of up to ${PRINT_LIMIT} forms, a page each, made in the background; personal data masked unless asked for in full with a purpose, which is logged for each filing and told to each enterprise.`,
  input: z.object({
    ...ofUnit,
    filings: z.array(BatchItem).min(1).max(PRINT_LIMIT),
    shown: z.enum(['masked', 'full']).default('masked'),
    purpose: z.string().trim().max(100).default('').describe('打印完整个人信息时必填'),
  }),
  output: FilingPrint,
  refusals: [],
  labels: { filings: '选中的备案', purpose: '用途' },
})

export const readPrint = operation({
  name: 'filing-print.read',
  method: 'GET',
  path: '/units/:unitId/filing-prints/:printId',
  title: '查看打印进度',
  doc: 'How far my print is.',
  input: z.object(ofPrint),
  output: FilingPrint,
  refusals: [],
})

export const listPrints = operation({
  name: 'filing-print.list',
  method: 'GET',
  path: '/units/:unitId/filing-prints',
  title: '查看成批打印',
  doc: 'My prints of the last day, newest first; files are kept for 24 hours.',
  input: z.object(ofUnit),
  output: z.object({ rows: z.array(FilingPrint) }),
  refusals: [],
})

export const cancelPrint = operation({
  name: 'filing-print.cancel',
  method: 'POST',
  path: '/units/:unitId/filing-prints/:printId/cancellation',
  title: '取消打印',
  doc: 'Stops a print that is not finished.',
  input: z.object(ofPrint),
  output: FilingPrint,
  refusals: [wrongState],
})

export const fetchPrint = operation({
  name: 'filing-print.file',
  method: 'GET',
  path: '/units/:unitId/filing-prints/:printId/file',
  title: '取打印文件',
  doc: 'The finished PDF.',
  input: z.object(ofPrint),
  output: Bytes,
  refusals: [wrongState],
  givesBytes: { mediaTypes: ['application/pdf'] },
})
