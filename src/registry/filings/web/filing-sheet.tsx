import { findIndustry } from '#registry/enterprises/industries.ts'
import { EDUCATION_LEVELS, labelOf, QUALIFICATION_LEVELS, TITLE_LEVELS } from '#registry/rules/code-lists.ts'
import { useClient } from '#ui/client.tsx'
import { newIntent } from '#ui/intent.ts'
import { MaskedValue } from '#ui/masked-value.tsx'
import { type SheetGroup, SheetView } from '#ui/sheet-view.tsx'
import { type Filing, revealFiling } from '../contract.ts'
import { fieldLabels } from '../field-labels.ts'
import type { PrivateForm } from '../form.ts'
import { words } from './words.ts'

type SheetProps = {
  readonly filing: Filing
  /** Marks a field as wrong, while the reader may return the filing. */
  readonly onMark?: ((key: string, label: string) => void) | undefined
}

/** 附件1 as a sheet to read; private fields masked, revealed one by one. */
export function FilingSheet({ filing, onMark }: SheetProps) {
  return <SheetView groups={groupsOf(filing)} {...(onMark && { onMark })} />
}

function groupsOf(filing: Filing): SheetGroup[] {
  const { form } = filing
  const cell = (key: keyof typeof fieldLabels, value: React.ReactNode, wide = false) => ({
    key,
    label: fieldLabels[key],
    value: value === undefined || value === '' ? '—' : value,
    wide,
  })
  const hidden = (key: keyof PrivateForm, wide = false) =>
    cell(key, <Private filing={filing} field={key} />, wide)
  const yesNo = (value: boolean | undefined) =>
    value === undefined ? undefined : value ? words.yes : words.no
  const industry = form.industryCode ? findIndustry(form.industryCode) : undefined
  return [
    {
      title: words.groups.enterprise,
      cells: [
        cell('enterpriseName', form.enterpriseName, true),
        cell('region', form.region),
        cell('industryCode', industry ? `${industry.code} ${industry.name}` : form.industryCode),
        cell('enterpriseType', form.enterpriseType),
        cell('aboveScale', yesNo(form.aboveScale)),
        cell('size', form.size),
        cell('products', form.products, true),
      ],
    },
    {
      title: words.groups.person,
      cells: [
        cell('name', form.name),
        hidden('idNumber'),
        { key: 'gender', label: words.gender, value: form.gender ?? '—' },
        { key: 'birthDate', label: words.birthDate, value: form.birthDate ?? '—' },
        cell('qualityYears', form.qualityYears === undefined ? undefined : words.years(form.qualityYears)),
        cell('education', form.education ? labelOf(EDUCATION_LEVELS, form.education.level) : undefined),
        cell('school', form.school),
        cell('major', form.major),
        cell('currentPost', form.currentPost),
        cell('titleName', form.titleName || (form.titleLevel && labelOf(TITLE_LEVELS, form.titleLevel))),
        cell('qualification', form.qualification && labelOf(QUALIFICATION_LEVELS, form.qualification)),
        hidden('mobile'),
        hidden('email'),
        hidden('address', true),
        cell('appointedPost', form.appointedPost),
        cell(
          'fullTime',
          form.fullTime === undefined ? undefined : form.fullTime ? words.fullTime : words.partTime,
        ),
        cell('appointedFrom', form.appointedFrom),
        cell('trained', yesNo(form.trained)),
        cell('trainedOn', form.trainedOn),
        cell('trainer', form.trainer),
      ],
    },
    {
      title: words.groups.principal,
      cells: [
        cell('principalName', form.principalName),
        cell('principalPost', form.principalPost),
        hidden('principalContact', true),
        cell('career', <Career filing={filing} />, true),
        cell('awards', form.awards, true),
        cell('remarks', form.remarks, true),
      ],
    },
  ]
}

function Career({ filing }: { readonly filing: Filing }) {
  return filing.form.career?.map(({ from, to, employer, post }) => (
    <div key={`${from}${employer}${post}`}>{words.until(from, to, employer, post)}</div>
  ))
}

function Private({ filing, field }: { readonly filing: Filing; readonly field: keyof PrivateForm }) {
  const client = useClient()
  const masked = filing.form[field]
  if (!masked) return '—'
  const reveal = async (purpose: string) => {
    const input = { enterpriseId: filing.enterpriseId, filingId: filing.id, field, purpose }
    return (await client.call(revealFiling, input, { idempotencyKey: newIntent() })).value
  }
  return (
    <MaskedValue label={fieldLabels[field]} masked={masked} {...(filing.abilities.reveal && { reveal })} />
  )
}
