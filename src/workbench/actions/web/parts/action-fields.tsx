import { Input, Select } from 'antd'
import { Field, FieldGrid } from '#ui/field.tsx'
import { sourceOf } from '#ui/ledger/ledger-of.ts'
import { RemoteSelect } from '#ui/remote-select.tsx'
import { staffContract } from '#workbench/master-data/contract.ts'
import type { ActionKind } from '../../contract.ts'
import { kindWords } from '../../words.ts'
import { words } from '../words.ts'

/** What a person fills in of an action. */
export type ActionDraft = {
  readonly kind: ActionKind
  readonly what: string
  readonly ownerId: string | null
  /** Empty: none. */
  readonly dueOn: string
}

type Props = {
  readonly enterpriseId: string
  readonly draft: ActionDraft
  readonly onChange: (draft: ActionDraft) => void
  readonly errorOf: (path: string) => string | undefined
  /** More than one: the kind is chosen. */
  readonly kinds?: readonly ActionKind[]
}

/** 措施, 责任人 of the staff ledger, 完成期限. */
export function ActionFields({ enterpriseId, draft, onChange, errorOf, kinds = [] }: Props) {
  const set = (part: Partial<ActionDraft>) => onChange({ ...draft, ...part })
  return (
    <FieldGrid>
      {kinds.length > 1 ? (
        <Field name="kind" label={words.fields.kind} wide>
          {(control) => (
            <Select
              {...control}
              value={draft.kind}
              options={kinds.map((value) => ({ value, label: kindWords[value] }))}
              onChange={(kind) => set({ kind })}
            />
          )}
        </Field>
      ) : null}
      <Field name="what" label={words.fields.what} hint={words.hints.what} error={errorOf('what')} wide>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={draft.what}
            onChange={(event) => set({ what: event.target.value })}
          />
        )}
      </Field>
      <Field name="ownerId" label={words.fields.ownerId} optional error={errorOf('ownerId')}>
        {(control) => (
          <RemoteSelect
            {...control}
            source={sourceOf(staffContract as never, 'name', enterpriseId)}
            value={draft.ownerId}
            onChange={(ownerId) => set({ ownerId })}
          />
        )}
      </Field>
      <Field name="dueOn" label={words.fields.dueOn} optional error={errorOf('dueOn')}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={draft.dueOn}
            onChange={(event) => set({ dueOn: event.target.value })}
          />
        )}
      </Field>
    </FieldGrid>
  )
}
