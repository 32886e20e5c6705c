import type { ReactNode } from 'react'
import type { ExtensionItem } from '#registry/rules/extensions.ts'
import { useClient } from '#ui/client.tsx'
import { newIntent } from '#ui/intent.ts'
import { MaskedValue } from '#ui/masked-value.tsx'
import { type SheetGroup, SheetView } from '#ui/sheet-view.tsx'
import { type Filing, revealFiling } from '../contract.ts'
import { extensionWords } from '../extensions/words.ts'
import { fieldLabels } from '../field-labels.ts'
import type { FilingForm, PrivateForm } from '../form.ts'
import { followWords } from './follow/follow-words.ts'
import { shownValue } from './shown.ts'
import { words } from './words.ts'

type GroupKey = 'cancellation' | 'enterprise' | 'person' | 'principal' | 'extensions'

type SheetProps = {
  readonly filing: Filing
  /** Marks a field as wrong, while the reader may return the filing. */
  readonly onMark?: ((key: string, label: string) => void) | undefined
  /** Numbers of the defects that stand against fields. */
  readonly defects?: Readonly<Record<string, number>>
  /** At the end of a group's head: 修改. */
  readonly groupAction?: (group: GroupKey) => ReactNode
}

/** 附件1 as a sheet to read; private fields masked, revealed one by one. */
export function FilingSheet({ filing, onMark, defects = {}, groupAction }: SheetProps) {
  const groups = groupsOf(filing).map(
    ({ key, cells }): SheetGroup => ({
      title: words.groups[key],
      ...(groupAction && { action: groupAction(key) }),
      cells: cells.map((cell) => {
        const defect = defects[cell.key]
        return defect === undefined ? cell : { ...cell, defect }
      }),
    }),
  )
  return <SheetView groups={groups} {...(onMark && { onMark })} />
}

function groupsOf(filing: Filing): { key: GroupKey; cells: SheetGroup['cells'] }[] {
  const { form } = filing
  if (filing.kind === 'cancel') return cancellationGroups(filing)
  const cell = (key: keyof typeof fieldLabels, value: ReactNode, wide = false) => ({
    key,
    label: fieldLabels[key],
    value,
    wide,
  })
  const field = (key: keyof FilingForm, wide = false) =>
    cell(key, shownValue(key, form as FilingForm) ?? words.none, wide)
  const hidden = (key: keyof PrivateForm, wide = false) =>
    cell(key, <Private filing={filing} field={key} />, wide)
  return [
    {
      key: 'enterprise',
      cells: [
        field('enterpriseName', true),
        field('region'),
        field('industryCode'),
        field('enterpriseType'),
        field('aboveScale'),
        field('size', true),
        field('products', true),
      ],
    },
    {
      key: 'person',
      cells: [
        field('name'),
        hidden('idNumber'),
        { key: 'gender', label: words.gender, value: form.gender ?? words.none },
        { key: 'birthDate', label: words.birthDate, value: form.birthDate ?? words.none },
        field('qualityYears'),
        field('education'),
        field('school'),
        field('major'),
        field('currentPost'),
        field('titleLevel'),
        field('titleName'),
        field('qualification'),
        hidden('mobile'),
        hidden('email'),
        hidden('address', true),
        field('appointedPost'),
        field('fullTime'),
        field('appointedFrom'),
        field('trained'),
        field('trainedOn'),
        field('trainer'),
      ],
    },
    {
      key: 'principal',
      cells: [
        field('principalName'),
        field('principalPost'),
        hidden('principalContact', true),
        field('career', true),
        ...(form.yearsNote ? [field('yearsNote', true)] : []),
        field('awards', true),
        field('remarks', true),
      ],
    },
    ...extensionGroup(filing),
  ]
}

/** A 注销: why and as of when, and whom it is about. */
function cancellationGroups(filing: Filing): { key: GroupKey; cells: SheetGroup['cells'] }[] {
  const { cancellation, form, previous } = filing
  const known = (key: 'name' | 'currentPost' | 'appointedFrom' | 'enterpriseName', wide = false) => ({
    key,
    label: fieldLabels[key],
    value: form[key] ?? words.none,
    wide,
  })
  return [
    {
      key: 'cancellation',
      cells: [
        { key: 'reason', label: followWords.reason, value: cancellation?.reasonText ?? words.none },
        { key: 'on', label: followWords.on, value: cancellation?.on ?? words.none },
        { key: 'note', label: followWords.note, value: cancellation?.note || words.none, wide: true },
      ],
    },
    {
      key: 'person',
      cells: [
        known('enterpriseName', true),
        known('name'),
        known('currentPost'),
        known('appointedFrom'),
        { key: 'filingNo', label: words.columns.number, value: previous?.filingNo ?? words.none },
      ],
    },
    ...extensionGroup(filing),
  ]
}

/** What the rules ask beside 附件1; not printed on it. */
function extensionGroup(filing: Filing): { key: GroupKey; cells: SheetGroup['cells'] }[] {
  const { asked, form, hiddenExtensions } = filing
  const values = form.extensions ?? {}
  const shown = asked.filter(({ under }) => under === undefined || values[under] === true)
  if (shown.length === 0) return []
  const cells = shown.map((item) => ({
    key: `extensions.${item.key}`,
    label: item.label,
    value: hiddenExtensions.includes(item.key) ? (
      <HiddenExtension filing={filing} item={item} />
    ) : (
      (extensionWords(item, values[item.key]) ?? words.none)
    ),
    wide: item.type === 'text' || item.type === 'list',
  }))
  return [{ key: 'extensions', cells }]
}

/** A personal 扩展项: that it is filled in, and its content to be revealed. */
function HiddenExtension({ filing, item }: { readonly filing: Filing; readonly item: ExtensionItem }) {
  return (
    <Revealed filing={filing} field={`extensions.${item.key}`} label={item.label} masked={words.sealed} />
  )
}

function Private({ filing, field }: { readonly filing: Filing; readonly field: keyof PrivateForm }) {
  const masked = filing.form[field]
  if (!masked) return words.none
  return <Revealed filing={filing} field={field} label={fieldLabels[field]} masked={masked} />
}

type RevealedProps = {
  readonly filing: Filing
  readonly field: string
  readonly label: string
  readonly masked: string
}

function Revealed({ filing, field, label, masked }: RevealedProps) {
  const client = useClient()
  const reveal = async (purpose: string) => {
    const input = { enterpriseId: filing.enterpriseId, filingId: filing.id, field, purpose }
    return (await client.call(revealFiling, input, { idempotencyKey: newIntent() })).value
  }
  return <MaskedValue label={label} masked={masked} {...(filing.abilities.reveal && { reveal })} />
}
