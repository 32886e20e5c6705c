import { Link } from '@tanstack/react-router'
import { Alert, Space } from 'antd'
import { count } from '#ui/format.ts'
import { useMayWrite } from '#ui/frame.tsx'
import { KeyFigures } from '#ui/key-figures.tsx'
import { Section, Stack } from '#ui/section.tsx'
import type { RecallDossier } from '../dossier/contract.ts'
import { recallBatches, recallCustomers } from '../ledgers.ts'
import { words } from './words.ts'

const said = words.figures

/** The rate with its two numbers, each a way to the list that it is counted from. */
export function Figures({ dossier: { figures, recall } }: { readonly dossier: RecallDossier }) {
  const base = `/enterprises/${recall.enterpriseId}`
  const search = { recall: recall.id } as never
  const into = { into: recall.number } as never
  const mayWrite = useMayWrite()
  const batches = (text: string) => (
    <Link to={`${base}/${recallBatches.path}`} search={search}>
      {text}
    </Link>
  )
  const customers = (text: string) => (
    <Link to={`${base}/${recallCustomers.path}`} search={search}>
      {text}
    </Link>
  )
  const { toRecall, done, recovered, corrected, rate, notified, shipped } = figures
  const apart = figures.customers > 0 && figures.batches > 0 && shipped !== toRecall
  return (
    <Section
      title={said.title}
      extra={
        mayWrite ? (
          <Space wrap>
            <Link to={`${base}/${recallBatches.path}/imports`} search={into}>
              {said.importBatches}
            </Link>
            <Link to={`${base}/${recallCustomers.path}/imports`} search={into}>
              {said.importCustomers}
            </Link>
          </Space>
        ) : null
      }
    >
      <Stack>
        <KeyFigures
          label={said.title}
          figures={[
            {
              label: said.rate,
              value: rate === null ? '—' : `${rate}%`,
              context: rate === null ? said.noBatches : said.rateOf(count(done), count(toRecall)),
            },
            {
              label: said.toRecall,
              value: batches(count(toRecall)),
              context: said.ofBatches(figures.batches),
            },
            {
              label: said.done,
              value: customers(count(done)),
              context: said.parts(count(recovered), count(corrected)),
            },
            {
              label: said.notified,
              value: customers(count(notified)),
              context: said.ofCustomers(figures.customers),
            },
          ]}
        />
        {apart ? <Alert type="warning" showIcon title={said.gap(count(shipped), count(toRecall))} /> : null}
      </Stack>
    </Section>
  )
}
