import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import {
  addDefectTemplate,
  changeDefectTemplate,
  type DefectTemplate,
  listDefectTemplates,
  templateLabels,
} from '#registry/defect-templates/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { placeLabel, places } from '../place.ts'
import { templateWords as words } from './template-words.ts'

export type TemplateDraft = Pick<DefectTemplate, 'name' | 'place' | 'why' | 'how' | 'basis'> & {
  /** Set when an own template is changed. */
  readonly changes?: { readonly id: string; readonly version: number }
}

export const blankTemplate: TemplateDraft = { name: '', place: 'general', why: '', how: '', basis: '' }

type FormProps = {
  readonly unitId: string
  readonly begin: TemplateDraft
  readonly title: string
  readonly onClose: (saved?: DefectTemplate) => void
}

/** Writes a template: a new one, a copy, or a change of an own one. */
export function TemplateForm({ unitId, begin, title, onClose }: FormProps) {
  const [draft, setDraft] = useState(begin)
  const done = { invalidates: [listDefectTemplates], onDone: (saved: DefectTemplate) => onClose(saved) }
  const add = useCommand(addDefectTemplate, done)
  const change = useCommand(changeDefectTemplate, done)
  const error = add.error ?? change.error
  const errors = Object.fromEntries(
    (error ? (problemOf(error).errors ?? []) : []).map(({ path, message }) => [path, message]),
  )
  const save = () => {
    const { changes, ...content } = draft
    if (changes) change.mutate({ unitId, templateId: changes.id, version: changes.version, ...content })
    else add.mutate({ unitId, ...content })
  }
  const text = (key: 'why' | 'how') => (
    <Field name={`template.${key}`} label={templateLabels[key]} error={errors[key]}>
      {(control) => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: 2 }}
          maxLength={300}
          value={draft[key]}
          onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <Modal
      open
      title={title}
      onCancel={() => onClose()}
      closable={{ 'aria-label': uiWords.close }}
      footer={[
        <Button key="cancel" onClick={() => onClose()}>
          {uiWords.cancel}
        </Button>,
        <Button key="save" type="primary" loading={add.isPending || change.isPending} onClick={save}>
          {words.save}
        </Button>,
      ]}
    >
      <Stack>
        {error ? <RefusedAlert error={error} /> : null}
        <Field name="template.name" label={templateLabels.name} hint={words.keepHint} error={errors.name}>
          {(control) => (
            <Input
              {...control}
              maxLength={40}
              value={draft.name}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          )}
        </Field>
        <Field name="template.place" label={templateLabels.place}>
          {({ id }) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={draft.place}
              options={places.map((place) => ({ value: place, label: placeLabel(place) }))}
              onChange={(place) => setDraft({ ...draft, place })}
            />
          )}
        </Field>
        {text('why')}
        {text('how')}
        <Field name="template.basis" label={templateLabels.basis} optional error={errors.basis}>
          {(control) => (
            <Input
              {...control}
              maxLength={120}
              value={draft.basis}
              onChange={(event) => setDraft({ ...draft, basis: event.target.value })}
            />
          )}
        </Field>
      </Stack>
    </Modal>
  )
}
