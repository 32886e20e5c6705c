import { Button, Input, InputNumber, Radio, Select } from 'antd'
import { addFile, readFileBytes } from '#foundation/files/contract.ts'
import { addressOf } from '#platform/client.ts'
import type { ExtensionItem } from '#registry/rules/extensions.ts'
import { Field, type FieldControl, FieldGrid, FieldSet } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { scanRules } from '#ui/file-rules.ts'
import { TextInput } from '#ui/text-input.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import type { AskedValue } from '../../form.ts'
import { formWords } from './form-words.ts'
import type { FilingDraft } from './use-filing-draft.ts'

type ExtensionProps = Pick<FilingDraft, 'filing' | 'draft' | 'change'> & {
  readonly errorOf: (path: string) => string | undefined
}

/** 扩展项: what the rule pack asks beside 附件1, each with the paper that proves it. */
export function ExtensionFields({ filing, draft, change, errorOf }: ExtensionProps) {
  const values = draft.form.extensions ?? {}
  const asked = filing.asked.filter(({ under }) => under === undefined || values[under] === true)
  const set = (key: string, value: AskedValue | null) =>
    change(({ form }) => {
      const { [key]: _, ...others } = form.extensions ?? {}
      const extensions = value === null || value === '' ? others : { ...others, [key]: value }
      return { form: { ...form, extensions } }
    })
  return (
    <FieldGrid>
      {asked.map((item) => (
        <ItemField
          key={item.key}
          item={item}
          value={values[item.key]}
          kept={filing.hiddenExtensions.includes(item.key) && values[item.key] === undefined}
          onClear={() =>
            change(({ form }) => ({
              form: { ...form, extensions: { ...form.extensions, [item.key]: '' } },
            }))
          }
          error={errorOf(`extensions.${item.key}`)}
          onChange={(value) => set(item.key, value)}
        />
      ))}
      {asked
        .filter(({ key, evidence }) => evidence !== null && saysYes(values[key]))
        .map((item) => (
          <Evidence key={item.key} item={item} {...{ filing, draft, change, errorOf }} />
        ))}
    </FieldGrid>
  )
}

function saysYes(value: AskedValue | undefined): boolean {
  return value !== undefined && value !== '' && value !== false && value !== 0
}

type ItemProps = {
  readonly item: ExtensionItem
  readonly value: AskedValue | undefined
  readonly error: string | undefined
  readonly onChange: (value: AskedValue | null) => void
  /** A personal item that is kept sealed: it stays unless it is filled in anew or cleared. */
  readonly kept: boolean
  readonly onClear: () => void
}

function ItemField({ item, value, error, onChange, kept, onClear }: ItemProps) {
  const source = item.clause ? formWords.askedBy(item.docNo, item.clause) : ''
  const sealed = kept ? (
    <>
      {formWords.keptSealed}{' '}
      <Button type="link" size="small" style={{ padding: 0 }} onClick={onClear}>
        {formWords.clearSealed(item.label)}
      </Button>
    </>
  ) : null
  const shared = {
    name: `extensions.${item.key}`,
    label: item.label,
    error,
    hint: sealed ?? [item.note, source].filter(Boolean).join('　'),
    optional: !item.required,
  }
  if (item.type === 'boolean') {
    return (
      <FieldSet {...shared}>
        {() => (
          <Radio.Group value={value} onChange={(event) => onChange(event.target.value)}>
            <Radio value={true}>{formWords.yes}</Radio>
            <Radio value={false}>{formWords.no}</Radio>
          </Radio.Group>
        )}
      </FieldSet>
    )
  }
  return (
    <Field {...shared}>
      {(control) => <Control item={item} value={value} control={control} onChange={onChange} />}
    </Field>
  )
}

function Control({
  item,
  value,
  control,
  onChange,
}: Omit<ItemProps, 'error' | 'kept' | 'onClear'> & { readonly control: FieldControl }) {
  const text = typeof value === 'string' ? value : ''
  const options = (item.options ?? []).map(({ code, label }) => ({ value: code, label }))
  switch (item.type) {
    case 'level':
    case 'choice':
      return (
        <Select
          {...control}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={text || null}
          options={options}
          onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
        />
      )
    case 'list':
      return (
        <Select
          {...control}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={Array.isArray(value) ? value : []}
          options={options}
          onChange={(chosen: string[]) => onChange(chosen.length > 0 ? chosen : null)}
        />
      )
    case 'number':
      return (
        <InputNumber
          {...control}
          suffix={item.unit}
          {...(item.integer && { precision: 0 })}
          value={typeof value === 'number' ? value : null}
          onChange={(number) => onChange(number)}
        />
      )
    case 'date':
      return <TextInput {...control} value={text} placeholder={formWords.dateFormat} onChange={onChange} />
    default:
      return (
        <Input.TextArea
          {...control}
          autoSize
          maxLength={500}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )
  }
}

function Evidence({
  item,
  filing,
  draft,
  change,
  errorOf,
}: ExtensionProps & { readonly item: ExtensionItem }) {
  const { enterpriseId } = filing
  const label = item.evidence ?? ''
  const [kept] = draft.form.evidence?.[item.key] ?? []
  const scan = filing.scans.find(({ fileId }) => fileId === kept)
  const keep = (fileId: string | null) =>
    change(({ form, scanIds }) => {
      const { [item.key]: _, ...others } = form.evidence ?? {}
      const left = scanIds.filter((id) => id !== kept)
      return {
        form: { ...form, evidence: fileId ? { ...others, [item.key]: [fileId] } : others },
        scanIds: fileId ? [...left, fileId] : left,
      }
    })
  const href = kept && addressOf(readFileBytes, { enterpriseId, fileId: kept })
  return (
    <FieldSet name={`evidence.${item.key}`} label={label} error={errorOf(`evidence.${item.key}`)}>
      {({ id }) => (
        <FileDrop
          id={id}
          label={label}
          rules={scanRules}
          current={href ? { name: scan?.name ?? label, href } : undefined}
          upload={(file, options) =>
            uploadBytes(addFile, { enterpriseId, purpose: 'evidence', name: file.name }, file, options)
          }
          onUploaded={(stored) => keep(stored.id)}
          {...(kept && { onRemove: () => keep(null) })}
        />
      )}
    </FieldSet>
  )
}
