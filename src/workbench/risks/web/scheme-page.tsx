import { Button, Checkbox, Flex, Input, Select } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import {
  changeRiskScheme,
  listRiskSchemes,
  type RiskLevel,
  type RiskScheme,
  readRiskMatrix,
  riskContract,
} from '../contract.ts'
import { MOST_STEPS, riskLevels } from '../ledgers.ts'
import { levelColours } from './levels.ts'
import { Matrix } from './matrix.tsx'
import { words } from './words.ts'

const { scheme: said, page } = words

/** How risks are rated: the scheme in force, its earlier versions, and for who decides the form of the next. */
export default function SchemePage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const { rows } = useNeededOperation(listRiskSchemes, { enterpriseId })
  const { mayChange } = useNeededOperation(readRiskMatrix, { enterpriseId, of: 'inherent' })
  const [current] = rows
  if (!current) return null
  return (
    <>
      <PageTitle
        title={said.title}
        above={{ to: `/enterprises/${enterpriseId}/risks/matrix`, label: page.title }}
        sub={<Muted>{said.lead}</Muted>}
      />
      <Stack>
        {current.version <= 1 ? <p>{said.example}</p> : null}
        {mayChange ? (
          <SchemeForm key={current.version} enterpriseId={enterpriseId} current={current} />
        ) : (
          <Section>
            <Matrix scheme={current} cells={[]} linkOf={() => ({ to: '.', search: {} })} />
            <Muted>{said.readOnly}</Muted>
          </Section>
        )}
        <Versions rows={rows} />
      </Stack>
    </>
  )
}

type Words = Pick<RiskScheme, 'name' | 'severities' | 'likelihoods' | 'cells'>

/** Another number of steps: what was in a cell stays, a new one begins as its neighbour. */
function resized(draft: Words, severities: readonly string[], likelihoods: readonly string[]): Words {
  const cells = severities.map((_, s) => {
    const row = draft.cells[s] ?? draft.cells.at(-1) ?? []
    return likelihoods.map((__, l): RiskLevel => row[l] ?? row.at(-1) ?? 'low')
  })
  return { ...draft, severities: [...severities], likelihoods: [...likelihoods], cells }
}

function SchemeForm({
  enterpriseId,
  current,
}: {
  readonly enterpriseId: string
  readonly current: RiskScheme
}) {
  const [draft, setDraft] = useState<Words>(current)
  const [reason, setReason] = useState('')
  const [rerate, setRerate] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const change = useCommand(changeRiskScheme, {
    invalidates: [listRiskSchemes, readRiskMatrix, riskContract.list, riskContract.read],
  })
  const errors = change.error ? (problemOf(change.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path.startsWith(path))?.message
  const { name, severities, likelihoods, cells } = draft
  return (
    <Section>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setAttempt(attempt + 1)
          const input = { enterpriseId, version: current.version, reason, rerate }
          change.mutate({ ...input, name, severities, likelihoods, cells })
        }}
      >
        <Stack>
          <ErrorSummary errors={errors} attempt={attempt} />
          {change.error && errors.length === 0 ? <RefusedAlert error={change.error} /> : null}
          <FieldGrid>
            <Field name="name" label={said.name} error={errorOf('name')} wide>
              {(control) => (
                <Input
                  {...control}
                  value={name}
                  onChange={(event) => setDraft({ ...draft, name: event.target.value })}
                />
              )}
            </Field>
            <Steps
              name="severities"
              label={said.severities}
              what={page.severity}
              steps={severities}
              error={errorOf('severities')}
              onChange={(next) => setDraft(resized(draft, next, likelihoods))}
            />
            <Steps
              name="likelihoods"
              label={said.likelihoods}
              what={page.likelihood}
              steps={likelihoods}
              error={errorOf('likelihoods')}
              onChange={(next) => setDraft(resized(draft, severities, next))}
            />
            <Cells
              draft={draft}
              error={errorOf('cells')}
              onChange={(next) => setDraft({ ...draft, cells: next })}
            />
            <Field name="reason" label={said.reason} error={errorOf('reason')} wide>
              {(control) => (
                <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
              )}
            </Field>
          </FieldGrid>
          <Checkbox checked={rerate} onChange={(event) => setRerate(event.target.checked)}>
            {said.rerate}
          </Checkbox>
          <Flex gap="small" align="center" wrap>
            <Button type="primary" htmlType="submit" loading={change.isPending}>
              {said.save}
            </Button>
            <output>{change.data ? said.saved(change.data.version, change.data.rerated) : null}</output>
          </Flex>
        </Stack>
      </form>
    </Section>
  )
}

function Steps({
  name,
  label,
  what,
  steps,
  error,
  onChange,
}: {
  readonly name: string
  readonly label: string
  readonly what: string
  readonly steps: readonly string[]
  readonly error: string | undefined
  readonly onChange: (steps: readonly string[]) => void
}) {
  return (
    <Field name={name} label={label} error={error}>
      {(control) => (
        <Flex vertical gap={6}>
          {steps.map((text, at) => (
            <Input
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
              key={at}
              {...(at === 0 && control)}
              aria-label={said.step(what, at + 1)}
              value={text}
              onChange={(event) => onChange(steps.map((each, n) => (n === at ? event.target.value : each)))}
            />
          ))}
          <Flex gap="small">
            <Button
              size="small"
              disabled={steps.length >= MOST_STEPS}
              onClick={() => onChange([...steps, ''])}
            >
              {said.add}
            </Button>
            <Button size="small" disabled={steps.length <= 2} onClick={() => onChange(steps.slice(0, -1))}>
              {said.remove}
            </Button>
          </Flex>
        </Flex>
      )}
    </Field>
  )
}

const levelOptions = Object.entries(riskLevels).map(([value, label]) => ({
  value: value as RiskLevel,
  label,
}))

function Cells({
  draft,
  error,
  onChange,
}: {
  readonly draft: Words
  readonly error: string | undefined
  readonly onChange: (cells: RiskLevel[][]) => void
}) {
  const { severities, likelihoods, cells } = draft
  const set = (s: number, l: number, level: RiskLevel) =>
    onChange(cells.map((row, at) => (at === s ? row.map((each, n) => (n === l ? level : each)) : row)))
  const rows = severities.map((_, s) => s).reverse()
  return (
    <Field name="cells" label={said.cells} error={error} wide>
      {(control) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide matrix is scrolled with the keys
        <section style={{ overflowX: 'auto' }} tabIndex={0} aria-label={said.cells} id={control.id}>
          {rows.map((s) => (
            <Flex key={s} gap={4} style={{ marginBlockEnd: 4 }}>
              {likelihoods.map((_, l) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                  key={l}
                  style={{ background: levelColours[cells[s]?.[l] ?? 'low'], padding: 4, borderRadius: 4 }}
                >
                  <Select
                    aria-label={said.cell(s + 1, l + 1)}
                    style={{ width: 92 }}
                    value={cells[s]?.[l] ?? 'low'}
                    options={levelOptions}
                    onChange={(level) => set(s, l, level)}
                  />
                </span>
              ))}
            </Flex>
          ))}
        </section>
      )}
    </Field>
  )
}

function Versions({ rows }: { readonly rows: readonly RiskScheme[] }) {
  const { columns } = said
  return (
    <Section title={said.versions} flush>
      <DataTable<RiskScheme>
        caption={said.versions}
        rows={rows}
        rowKey={({ version }) => String(version)}
        empty={words.none}
        columns={[
          {
            key: 'version',
            title: columns.version,
            width: 100,
            render: (_, { version }) => said.version(Math.max(1, version)),
          },
          { key: 'name', title: columns.name, dataIndex: 'name' },
          { key: 'reason', title: columns.reason, render: (_, row) => row.reason || words.none },
          { key: 'by', title: columns.by, width: 120, dataIndex: 'byName' },
          { key: 'at', title: columns.at, width: 150, render: (_, row) => instant(row.madeAt) },
        ]}
        phoneRow={(row) => ({
          name: row.name,
          meta: row.reason || row.byName,
          status: said.version(Math.max(1, row.version)),
        })}
      />
    </Section>
  )
}
