import { Button, Popconfirm } from 'antd'
import type { TableSelection } from '#ui/data-table.tsx'
import { PrintDialog } from '../prints/print-dialog.tsx'
import { batchWords as words } from './batch-words.ts'
import { type Batch, SELECTION_LIMIT } from './use-batch.ts'

/** The selection of a list of filings with its buttons. */
export function batchSelection(batch: Batch, { accepts }: { readonly accepts: boolean }): TableSelection {
  const { selected, total = 0 } = batch
  return {
    keys: [...selected.keys()],
    onChange: batch.choose,
    nameOf: (key) => selected.get(key)?.enterpriseName ?? batch.nameOf(key),
    ...(selected.size >= SELECTION_LIMIT && { note: words.most(SELECTION_LIMIT) }),
    actions: (
      <>
        {accepts ? (
          <Popconfirm
            title={words.acceptAsk(selected.size)}
            okText={words.accept}
            onConfirm={() => void batch.accept()}
          >
            <Button type="primary" size="small">
              {words.acceptAll(selected.size)}
            </Button>
          </Popconfirm>
        ) : null}
        <PrintDialog rows={[...selected.values()]} />
        {total > selected.size && selected.size < SELECTION_LIMIT ? (
          <Button size="small" onClick={() => void batch.chooseAll()}>
            {words.all(Math.min(total, SELECTION_LIMIT))}
          </Button>
        ) : null}
      </>
    ),
  }
}
