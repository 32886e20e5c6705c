import { count } from '#ui/format.ts'
import { Facts, Muted, Section } from '#ui/section.tsx'
import type { Enterprise } from '../contract.ts'
import { industryName } from '../industries.ts'
import { CreditCode } from './credit-code.tsx'
import { SizeShown } from './size-why.tsx'
import { words } from './words.ts'

/** What the directory knows of an enterprise. */
export function Particulars({ enterprise, own }: { readonly enterprise: Enterprise; readonly own: boolean }) {
  const { fields } = words
  const industry = enterprise.industryCode ? industryName(enterprise.industryCode) : null
  const amount = (value: number | null, unit: string) =>
    value === null ? words.none : `${count(value)} ${unit}`
  const declared = enterprise.declaredAboveScale
  return (
    <Section title={words.particulars}>
      <Facts
        items={[
          { term: fields.name, value: enterprise.name },
          { term: fields.creditCode, value: <CreditCode of={enterprise} /> },
          { term: fields.unit, value: enterprise.unitName },
          { term: fields.registeredOn, value: enterprise.registeredOn ?? words.none },
          { term: fields.address, value: enterprise.address || words.none },
          { term: fields.typeText, value: enterprise.typeText || words.none },
          {
            term: fields.industryCode,
            value: [enterprise.industryCode, industry].filter(Boolean).join(' ') || words.none,
          },
          { term: fields.size, value: <SizeShown enterprise={enterprise} /> },
          { term: fields.declaredSize, value: enterprise.declaredSize ?? words.none },
          {
            term: fields.declaredAboveScale,
            value: declared === null ? words.none : declared ? words.yes : words.no,
          },
          { term: fields.employees, value: amount(enterprise.employees, words.people) },
          { term: fields.revenueWan, value: amount(enterprise.revenueWan, words.wan) },
          { term: fields.assetsWan, value: amount(enterprise.assetsWan, words.wan) },
          { term: fields.figuresYear, value: enterprise.figuresYear ?? words.none },
          { term: fields.products, value: enterprise.products || words.none },
          { term: fields.businessScope, value: enterprise.businessScope || words.none },
        ]}
      />
      {own ? <Muted small>{words.byUnit}</Muted> : null}
    </Section>
  )
}
