import type { Selectable } from 'kysely'
import type { Imports } from '#platform/database/schema.ts'
import { staleVersion, wrongState } from '#platform/operation.ts'
import type { ImportRun } from './contract.ts'

const words: Record<ImportRun['status'], string> = {
  uploaded: '已上传',
  checking: '正在试运行',
  checked: '试运行完成',
  applying: '正在写入',
  applied: '已写入',
  cancelled: '已取消',
  failed: '没有成功',
  undoing: '正在撤销',
  undone: '已撤销',
}

/** Refuses a step that the state of an import does not allow, or a version that is not the newest. */
export function mustBeImport(
  run: Selectable<Imports>,
  allowed: readonly ImportRun['status'][],
  version?: number,
) {
  const status = run.status as ImportRun['status']
  if (!allowed.includes(status)) {
    throw wrongState({ detail: `导入：现在是“${words[status]}”，不能这样办理。请刷新后查看。` })
  }
  if (version !== undefined && run.version !== version) {
    throw staleVersion({
      detail: '导入：您打开后已有变动。请刷新后再办理。',
      details: { version: run.version },
    })
  }
}
