import { Checkbox, Input, Select } from 'antd'
import { Field, FieldGrid, FieldSet } from '#ui/field.tsx'
import { sourceOf } from '#ui/ledger/ledger-of.ts'
import { RemoteSelect } from '#ui/remote-select.tsx'
import { productContract, staffContract } from '#workbench/master-data/contract.ts'
import { recalls } from '../ledgers.ts'
import type { RecallKind, RecallScheme } from '../schemes/contract.ts'
import { words } from './words.ts'

/** What a person fills in of a recall. */
export type RecallDraft = {
  readonly title: string
  readonly what: string
  readonly kind: RecallKind
  readonly product: string | null
  readonly initiative: 'voluntary' | 'ordered'
  readonly clue: string
  readonly conditions: readonly string[]
  readonly responsible: string | null
  readonly note: string
}

export const emptyDraft: RecallDraft = {
  title: '',
  what: '',
  kind: 'consumer',
  product: null,
  initiative: 'voluntary',
  clue: 'complaint',
  conditions: [],
  responsible: null,
  note: '',
}

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))
const { kind, initiative, clue } = recalls.columns

type Props = {
  readonly enterpriseId: string
  readonly draft: RecallDraft
  readonly onChange: (draft: RecallDraft) => void
  readonly errorOf: (path: string) => string | undefined
  /** Of the kind chosen. */
  readonly conditions: RecallScheme['conditions']
}

export function RecallFields({ enterpriseId, draft, onChange, errorOf, conditions }: Props) {
  const set = (part: Partial<RecallDraft>) => onChange({ ...draft, ...part })
  const { fields, hints } = words
  return (
    <FieldGrid>
      <Field name="title" label={fields.title} hint={hints.title} error={errorOf('title')} wide>
        {(control) => (
          <Input {...control} value={draft.title} onChange={(event) => set({ title: event.target.value })} />
        )}
      </Field>
      <Field name="what" label={fields.what} hint={hints.what} error={errorOf('what')} wide>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 3, maxRows: 10 }}
            value={draft.what}
            onChange={(event) => set({ what: event.target.value })}
          />
        )}
      </Field>
      <Field name="kind" label={fields.kind} error={errorOf('kind')}>
        {(control) => (
          <Select
            {...control}
            value={draft.kind}
            options={optionsOf(kind.options)}
            onChange={(value) => set({ kind: value as RecallKind, conditions: [] })}
          />
        )}
      </Field>
      <Field name="clue" label={fields.clue} error={errorOf('clue')}>
        {(control) => (
          <Select
            {...control}
            value={draft.clue}
            options={optionsOf(clue.options)}
            onChange={(value) => set({ clue: value })}
          />
        )}
      </Field>
      <Field name="product" label={fields.product} optional error={errorOf('product')}>
        {(control) => (
          <RemoteSelect
            {...control}
            source={sourceOf(productContract as never, 'name', enterpriseId)}
            value={draft.product}
            onChange={(product) => set({ product })}
          />
        )}
      </Field>
      <Field name="initiative" label={fields.initiative} error={errorOf('initiative')}>
        {(control) => (
          <Select
            {...control}
            value={draft.initiative}
            options={optionsOf(initiative.options)}
            onChange={(value) => set({ initiative: value as RecallDraft['initiative'] })}
          />
        )}
      </Field>
      <Field name="responsible" label={fields.responsible} optional error={errorOf('responsible')}>
        {(control) => (
          <RemoteSelect
            {...control}
            source={sourceOf(staffContract as never, 'name', enterpriseId)}
            value={draft.responsible}
            onChange={(responsible) => set({ responsible })}
          />
        )}
      </Field>
      {conditions.length > 0 ? (
        <FieldSet
          name="conditions"
          label={fields.conditions}
          optional
          hint={hints.conditions}
          error={errorOf('conditions')}
          wide
        >
          {() => (
            <Checkbox.Group
              style={{ flexDirection: 'column' }}
              value={[...draft.conditions]}
              options={conditions.map(({ key, label }) => ({ value: key, label }))}
              onChange={(chosen) => set({ conditions: chosen.map(String) })}
            />
          )}
        </FieldSet>
      ) : null}
      <Field name="note" label={fields.note} optional error={errorOf('note')} wide>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 1, maxRows: 6 }}
            value={draft.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        )}
      </Field>
    </FieldGrid>
  )
}
