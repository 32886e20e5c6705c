import type { Tx } from '#platform/database/transaction.ts'
import { invalidInput, staleVersion } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { mayReport } from '../policy.ts'
import { availableColumns, defaultColumns, isBlank } from './catalogue.ts'
import { ColumnForm, type Columns, readReportColumns, setReportColumns } from './contract.ts'
import { findColumns, removeColumns, writeColumns } from './store.ts'

function presentColumns(tx: Tx, unitId: string): Promise<Columns[]> {
  return Promise.all(
    ColumnForm.options.map(async (form): Promise<Columns> => {
      const found = await findColumns(tx, unitId, form)
      const isOwn = found?.unitId === unitId
      return {
        form,
        version: isOwn ? found.version : 0,
        set: found?.set ?? defaultColumns[form],
        of: found === undefined ? 'default' : isOwn ? 'own' : 'above',
        ofName: found?.unitName ?? null,
        available: [...availableColumns[form]],
      }
    }),
  )
}

export const readReportColumnsHandler = handle(readReportColumns, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  run: async ({ tx }, { unitId }) => ({ rows: await presentColumns(tx, unitId) }),
})

type Wanted = readonly { readonly key: string; readonly title: string }[]

/** @throws invalidInput */
function refuseWrongColumns(form: ColumnForm, columns: Wanted): void {
  const known = new Set(availableColumns[form].map(({ key }) => key))
  const seen = new Set<string>()
  for (const [at, { key, title }] of columns.entries()) {
    const refuse = (why: string) => {
      const message = `第 ${at + 1} 列“${title}”：${why}`
      return invalidInput({ detail: message, errors: [{ path: `columns.${at}.key`, message }] })
    }
    if (!known.has(key) && !isBlank(key)) throw refuse('没有这一项内容。请从列出的内容中选择，或设为空白列。')
    if (seen.has(key)) throw refuse('同一项内容出现了两次。请删去一列。')
    seen.add(key)
  }
}

export const setReportColumnsHandler = handle(setReportColumns, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  audit: ({ unitId, form, columns, docNo }) => ({
    chain: { unitId },
    action: columns === null ? 'report.columns-removed' : 'report.columns-set',
    subject: { type: 'report-columns', id: form },
    details: { columns: columns?.length ?? 0, docNo },
  }),
  async run({ tx, actor, now }, { unitId, form, version, title, docNo, columns }) {
    if (columns !== null) refuseWrongColumns(form, columns)
    const by = 'accountId' in actor ? actor.accountId : ''
    const done =
      columns === null
        ? await removeColumns(tx, unitId, form, version)
        : await writeColumns(tx, { unitId, form, version, set: { title, docNo, columns }, by, at: now })
    if (!done) throw staleVersion({ detail: '汇总表的列：刚被别人改过。请刷新后重新设置。' })
    return { rows: await presentColumns(tx, unitId) }
  },
})
