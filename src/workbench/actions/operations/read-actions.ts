import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { invalidInput } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import { myStaffIds } from '#workbench/master-data/index.ts'
import { type Action, exportActions, listActions, readAction } from '../contract.ts'
import {
  type ActionQuery,
  type ActionRow,
  actionsToExport,
  type Cursor,
  findActionEvents,
  findActions,
  getAction,
} from '../store.ts'
import { filterWords, kindWords, sourceWords, stateWords } from '../words.ts'

type Asked = Omit<ActionQuery, 'owners'> & {
  readonly whose?: 'mine' | undefined
  readonly ownerId?: string | undefined
}

async function queryOf({ tx }: Context, { whose, ownerId, ...asked }: Asked): Promise<ActionQuery> {
  const mine = whose === 'mine' ? await myStaffIds(tx) : undefined
  const owners = mine && ownerId ? mine.filter((id) => id === ownerId) : (mine ?? (ownerId && [ownerId]))
  return { ...asked, ...(owners && { owners }) }
}

export const listActionsHandler = handle(listActions, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  async run(ctx, { cursor, limit, ...asked }) {
    const after = readCursor(cursor)
    const query = await queryOf(ctx, asked)
    const { rows, total } = await findActions(
      ctx.tx,
      query,
      { after, limit: limit + 1 },
      civilDateOf(ctx.now),
    )
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return { rows: shown, total, next: last ? cursorOf(last) : null }
  },
})

const cursorOf = ({ dueOn, id }: Action) => `${dueOn ?? ''} ${id}`

function readCursor(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined
  const found = /^(\d{4}-\d\d-\d\d)? ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor)
  if (!found?.[2] || (found[1] && !CivilDate.safeParse(found[1]).success)) {
    throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
  }
  return { due: found[1] ?? null, id: found[2] }
}

const columns: readonly ExportColumn<ActionRow>[] = [
  { title: '来源', width: 14, of: (row) => sourceWords[row.sourceKind] ?? row.sourceKind },
  { title: '来源编号', width: 18, of: (row) => row.sourceNumber },
  { title: '类别', width: 12, of: (row) => kindWords[row.kind] },
  { title: '措施', width: 60, of: (row) => row.what },
  { title: '责任人', width: 14, of: (row) => row.ownerName },
  { title: '完成期限', kind: 'date', of: (row) => row.dueOn },
  { title: '状态', width: 10, of: (row) => (row.overdue ? filterWords.overdue : stateWords[row.state]) },
  { title: '完成日期', kind: 'date', of: (row) => row.doneOn },
  { title: '完成情况', width: 60, of: (row) => row.result },
  { title: '记录人', width: 14, of: (row) => row.doneByName },
]

export const exportActionsHandler = handleExport(exportActions, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  async list(ctx, input) {
    const { state = 'open', whose, text, sourceKind } = input
    return {
      name: '措施',
      place: '',
      columns,
      rows: actionsToExport(await queryOf(ctx, input), civilDateOf(ctx.now)),
      filters: [
        ['状态', filterWords[state]],
        ...(whose ? [['责任人', '我的'] as const] : []),
        ...(sourceKind ? [['来源', sourceWords[sourceKind] ?? sourceKind] as const] : []),
        ...(text ? [['查找', text] as const] : []),
      ],
    }
  },
})

export const readActionHandler = handle(readAction, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  async run({ tx, now }, { enterpriseId, actionId }) {
    const [action, events] = await Promise.all([
      getAction(tx, { enterpriseId, actionId }, civilDateOf(now)),
      findActionEvents(tx, enterpriseId, actionId),
    ])
    return { ...action, events }
  },
})
