import { Button } from 'antd'
import { addressOf } from '#platform/client.ts'
import { readPackInForce } from '#registry/rules/contract.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { type Appointment, printOrganisationChart } from '../contract.ts'
import { type ChartNode, kindsNotNamed, organisationOf } from '../domain.ts'
import css from './organisation.module.css'
import { words } from './words.ts'

type Props = { readonly appointment: Appointment; readonly unitId: string }

/** 组织架构: the officer's place, the departments led, and what the rules say of the post. */
export function Organisation({ appointment, unitId }: Props) {
  const rules = useOperation(readPackInForce, { unitId, onDate: appointment.termFrom })
  const said = rules.data?.pack.provisions.filter(({ topic }) => topic === 'post') ?? []
  const missing = kindsNotNamed(appointment.departments)
  const of = { enterpriseId: appointment.enterpriseId, appointmentId: appointment.id }
  return (
    <Section
      title={words.organisation.title}
      extra={
        <Button size="small" href={addressOf(printOrganisationChart, of)} target="_blank">
          {words.organisation.print}
        </Button>
      }
    >
      <Stack>
        <ul className={css.chart}>
          <Node node={organisationOf(appointment)} />
        </ul>
        {missing.length > 0 ? (
          <Muted>{words.organisation.notNamed(missing.map((kind) => words.organisation.kinds[kind]))}</Muted>
        ) : null}
        {said.length > 0 ? (
          <div>
            <div>{words.organisation.said}</div>
            <ul>
              {said.map(({ id, text, clause, docNo = rules.data?.pack.docNo }) => (
                <li key={id}>
                  {text} <Muted small>{[docNo, clause].filter(Boolean).join(' ')}</Muted>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </Stack>
    </Section>
  )
}

function Node({ node }: { readonly node: ChartNode }) {
  return (
    <li>
      <div className={css.box}>
        <div>{node.title}</div>
        {node.person ? <strong>{node.person}</strong> : null}
      </div>
      {node.below.length > 0 ? (
        <ul>
          {node.below.map((each) => (
            <Node key={each.title} node={each} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}
