import { DataTable } from '#ui/data-table.tsx'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { citedBelow } from '../cited.ts'
import { describeTest } from '../describe.ts'
import type { FlowStep, Period } from '../pack-sections.ts'
import type { PackShape } from '../pack-shape.ts'
import type { Scope } from '../vocabulary.ts'
import { words } from './words.ts'

const { page } = words

/** 程序: the order of training and appointment, the chain of steps, the deadlines and who set them. */
export function FlowPart({ pack, scope }: { readonly pack: PackShape; readonly scope: Scope }) {
  const { flow } = pack
  const above = { clause: flow.clause, docNo: flow.docNo ?? pack.docNo }
  const source = (step: FlowStep) => {
    const { clause, docNo } = citedBelow(step, above)
    return `${docNo} ${clause ?? page.noClause}`
  }
  const periods = periodFacts(pack)
  return (
    <Section title={page.flow} note={page.orders[flow.order]}>
      <Stack>
        {flow.note ? <Muted small>{flow.note}</Muted> : null}
        {flow.steps.length > 0 ? (
          <DataTable
            caption={page.steps}
            rows={flow.steps}
            rowKey={({ id }) => id}
            empty=""
            columns={[
              {
                key: 'step',
                title: page.stepColumns.step,
                render: (_, step) => (
                  <>
                    {step.title}
                    {step.when ? <Muted small> {page.when(describeTest(step.when, scope))}</Muted> : null}
                    {step.note ? <Muted small> {step.note}</Muted> : null}
                  </>
                ),
              },
              { key: 'level', title: page.stepColumns.level, render: (_, { level }) => page.levels[level] },
              {
                key: 'action',
                title: page.stepColumns.action,
                render: (_, { action }) => page.actions[action],
              },
              {
                key: 'within',
                title: page.stepColumns.within,
                render: (_, { within }) => periodWords(within),
              },
              { key: 'source', title: page.stepColumns.source, render: (_, step) => source(step) },
            ]}
            phoneRow={(step) => ({
              name: step.title,
              meta: `${page.levels[step.level]} ${page.actions[step.action]}，${source(step)}`,
              status: periodWords(step.within),
            })}
          />
        ) : null}
        <Facts items={[...wayFacts(pack), ...periods]} />
      </Stack>
    </Section>
  )
}

function wayFacts({ flow: { levels, fileTo, confirmation } }: PackShape) {
  return [
    { term: page.chain, value: levels.map((level) => page.levels[level]).join(' → ') },
    { term: page.fileTo, value: page.levels[fileTo] },
    { term: page.confirmation, value: confirmation.map((way) => page.confirmations[way]).join('、') },
  ]
}

function periodFacts({ flow: { deadlines, officePromise } }: PackShape) {
  return (Object.keys(page.deadlines) as (keyof typeof page.deadlines)[]).map((key) => {
    const promise = officePromise[key]
    const value = deadlines[key] ?? promise
    const isPromise = deadlines[key] === null && promise !== null
    return { term: page.deadlines[key], value: periodWords(value) + (isPromise ? page.promise : '') }
  })
}

function periodWords(period: Period | null): string {
  return period === null ? page.notSet : `${period.amount} ${page.units[period.unit]}`
}
