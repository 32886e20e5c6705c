import { Button } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { problemOf } from '#ui/problem.ts'
import { Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { changeRecall } from '../contract.ts'
import type { RecallDossier } from '../dossier/contract.ts'
import { listSchemes, type RecallKind } from '../schemes/contract.ts'
import { type RecallDraft, RecallFields } from './recall-fields.tsx'
import { touched } from './touched.ts'
import { words } from './words.ts'

export function ChangeForm({
  dossier,
  onDone,
}: {
  readonly dossier: RecallDossier
  readonly onDone: () => void
}) {
  const { recall, what, conditions, scheme } = dossier
  const { enterpriseId } = recall
  const [draft, setDraft] = useState<RecallDraft>({
    title: recall.title,
    what,
    kind: recall.kind as RecallKind,
    product: recall.product,
    initiative: recall.initiative as RecallDraft['initiative'],
    clue: recall.clue,
    conditions,
    responsible: recall.responsible,
    note: recall.note ?? '',
  })
  const { schemes } = useNeededOperation(listSchemes, { enterpriseId })
  const change = useCommand(changeRecall, { ...touched, onDone })
  const errors = change.error ? (problemOf(change.error).errors ?? []) : []
  const known = draft.kind === scheme.kind ? scheme : schemes.find(({ kind }) => kind === draft.kind)
  return (
    <Stack>
      {change.error && errors.length === 0 ? <RefusedAlert error={change.error} /> : null}
      <RecallFields
        enterpriseId={enterpriseId}
        draft={draft}
        onChange={setDraft}
        errorOf={(path) => errors.find((each) => each.path.replace('values.', '') === path)?.message}
        conditions={known?.conditions ?? []}
      />
      <div>
        <Button
          type="primary"
          loading={change.isPending}
          onClick={() =>
            change.mutate({
              enterpriseId,
              recordId: recall.id,
              version: recall.version,
              ...draft,
              conditions: [...draft.conditions],
            })
          }
        >
          {words.save}
        </Button>
      </div>
    </Stack>
  )
}
