import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { count } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Muted, Section } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { readEnterprise } from '../contract.ts'
import { industryName } from '../industries.ts'
import { CreditCode } from './credit-code.tsx'
import { SizeShown } from './size-why.tsx'
import { words } from './words.ts'

/** One enterprise of the directory; the enterprise itself changes its particulars from here. */
export default function EnterprisePage() {
  const of = useScreenParams('enterpriseId')
  const me = useNeededOperation(readMe, {})
  const enterprise = useNeededOperation(readEnterprise, of)
  const own = me.grant.enterpriseId === enterprise.id
  const { fields } = words
  const industry = enterprise.industryCode ? industryName(enterprise.industryCode) : null
  const amount = (value: number | null, unit: string) =>
    value === null ? words.none : `${count(value)} ${unit}`
  const declared = enterprise.declaredAboveScale
  return (
    <>
      <PageTitle
        title={own ? words.own : enterprise.name}
        {...(!own && { above: { to: '/enterprises', label: words.directory } })}
        sub={own ? enterprise.name : enterprise.unitName}
        phoneActions
        actions={
          own && me.grant.role !== 'cqo' ? (
            <Link to="/enterprises/$enterpriseId/edit" params={of}>
              <Button type="primary">{words.edit}</Button>
            </Link>
          ) : own || me.grant.role === 'industry-officer' ? null : (
            <>
              {me.grant.unitId === enterprise.unitId ? (
                <Link to="/enterprises/$enterpriseId/appointments" params={of}>
                  <Button>{words.onBehalf}</Button>
                </Link>
              ) : null}
              <Link to="/register" search={{ text: enterprise.name } as never}>
                <Button>{words.filings}</Button>
              </Link>
            </>
          )
        }
      />
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
    </>
  )
}
