import { Link } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Flex, Input, Radio } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { useMayWrite } from '#ui/frame.tsx'
import type { RecordPart } from '#ui/ledger/ledger-of.ts'
import { problemOf } from '#ui/problem.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { batches } from '#workbench/master-data/ledgers.ts'
import {
  type Batch,
  certificateContract,
  evaluateSweep,
  readCalendar,
  readSweep,
  type Sweep,
} from '../contract.ts'
import { words } from './words.ts'

type Verdict = 'no-effect' | 'affected'

/** What was measured since the last good certificate, and what somebody says of it. */
export function SweepSection(part: RecordPart) {
  const { enterpriseId, record } = part
  const wanted = record.sweep !== null && !record.retiredOn
  const sweep = useOperation(readSweep, { enterpriseId, recordId: record.id }, { enabled: wanted })
  if (!wanted) return null
  return (
    <Section
      title={words.sweep.title}
      note={sweep.data && words.sweep.counts(sweep.data.uses, sweep.data.batches)}
    >
      {sweep.error ? <RefusedAlert error={sweep.error} /> : null}
      {sweep.data ? <Swept {...part} sweep={sweep.data} /> : null}
    </Section>
  )
}

function Swept({ sweep, ...part }: RecordPart & { readonly sweep: Sweep }) {
  const { enterpriseId, record } = part
  const [again, setAgain] = useState(false)
  const mayWrite = useMayWrite()
  const evaluated = record.sweep !== 'open'
  const search = {
    instrument: record.instrument,
    ...(sweep.since && { usedOnFrom: sweep.since }),
    usedOnTo: sweep.until,
  }
  return (
    <Stack>
      <Muted>{words.sweep.why(sweep.since, sweep.until)}</Muted>
      {sweep.uses === 0 ? (
        <Alert type="warning" showIcon title={words.sweep.none} />
      ) : (
        <>
          <Batches enterpriseId={enterpriseId} sweep={sweep} />
          <Facts
            inline
            items={[
              {
                term: words.sweep.items,
                value: sweep.characteristics.map(({ name, uses }) => `${name} ${uses} 次`).join('、'),
              },
            ]}
          />
          <Link to={`/enterprises/${enterpriseId}/instruments/uses`} search={search as never}>
            {words.sweep.openUses}
          </Link>
        </>
      )}
      {evaluated ? <Evaluated {...part} sweep={sweep} /> : null}
      {evaluated && mayWrite && !again ? (
        <Flex>
          <Button onClick={() => setAgain(true)}>{words.sweep.again}</Button>
        </Flex>
      ) : null}
      {mayWrite && (!evaluated || again) ? <Evaluation {...part} onDone={() => setAgain(false)} /> : null}
    </Stack>
  )
}

function Batches({ enterpriseId, sweep }: { readonly enterpriseId: string; readonly sweep: Sweep }) {
  const { columns } = words.sweep
  const batch = ({ batchId, batchNo }: Batch) =>
    batchId ? <Link to={`/enterprises/${enterpriseId}/batches/${batchId}`}>{batchNo}</Link> : batchNo
  const days = ({ from, to }: Batch) => (from === to ? from : `${from} — ${to}`)
  const { rows, batches: all } = sweep
  return (
    <>
      <DataTable<Batch>
        caption={words.sweep.title}
        rows={rows}
        rowKey={({ batchNo }) => batchNo}
        empty={words.sweep.none}
        columns={[
          { key: 'batch', title: columns.batch, render: (_, row) => batch(row) },
          { key: 'product', title: columns.product, render: (_, { product }) => product ?? '—' },
          {
            key: 'items',
            title: columns.items,
            render: (_, { characteristics }) => characteristics.join('、'),
          },
          { key: 'released', title: columns.released, width: 110, render: (_, row) => releasedWords(row) },
          { key: 'uses', title: columns.uses, width: 80, align: 'right', dataIndex: 'uses' },
          { key: 'days', title: columns.days, width: 210, render: (_, row) => days(row) },
        ]}
        phoneRow={(row) => ({
          name: batch(row),
          meta: `${row.characteristics.join('、')}　${days(row)}`,
          status: `${releasedWords(row)}　${row.uses} 次`,
        })}
      />
      {rows.length < all ? <Muted small>{words.sweep.more(rows.length, all)}</Muted> : null}
    </>
  )
}

const releasedWords = ({ released }: Batch) =>
  released ? batches.columns.status.options[released] : words.sweep.unregistered

function Evaluated({ enterpriseId, record, sweep }: RecordPart & { readonly sweep: Sweep }) {
  const incident = record.incidentNo
  return (
    <>
      <Facts
        items={[
          { term: words.sweep.verdict, value: words.sweep.verdicts[record.sweep as Verdict] },
          { term: words.sweep.evaluation, value: String(record.evaluation ?? '') },
          {
            term: words.sweep.by,
            value: words.sweep.done(String(record.evaluatedOn ?? ''), String(record.evaluatedBy ?? '')),
          },
          ...(incident
            ? [
                {
                  term: words.sweep.incident,
                  value: (
                    <Link to={`/enterprises/${enterpriseId}/incidents`} search={{ text: incident } as never}>
                      {String(incident)}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
      {sweep.uses === record.sweepUses ? null : (
        <Alert type="warning" showIcon title={words.sweep.changed(Number(record.sweepUses ?? 0))} />
      )}
    </>
  )
}

function Evaluation({ enterpriseId, record, onDone }: RecordPart & { readonly onDone: () => void }) {
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [evaluation, setEvaluation] = useState('')
  const [openIncident, setOpenIncident] = useState(true)
  const [attempt, setAttempt] = useState(0)
  const evaluate = useCommand(evaluateSweep, {
    invalidates: [certificateContract.list, certificateContract.read, readCalendar],
    onDone,
  })
  const errors = evaluate.error ? (problemOf(evaluate.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const affected = verdict === 'affected'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setAttempt(attempt + 1)
        evaluate.mutate({
          enterpriseId,
          recordId: record.id,
          version: record.version,
          verdict: verdict as Verdict,
          evaluation,
          openIncident: affected && !record.incidentNo && openIncident,
        })
      }}
    >
      <Stack>
        <ErrorSummary errors={errors} attempt={attempt} />
        {evaluate.error && errors.length === 0 ? <RefusedAlert error={evaluate.error} /> : null}
        <FieldSet name="verdict" label={words.sweep.verdict} error={errorOf('verdict')}>
          {({ id }) => (
            <Radio.Group
              id={id}
              value={verdict}
              onChange={(event) => setVerdict(event.target.value as Verdict)}
              options={Object.entries(words.sweep.verdicts).map(([value, label]) => ({ value, label }))}
            />
          )}
        </FieldSet>
        <Field
          name="evaluation"
          label={words.sweep.evaluation}
          hint={words.sweep.evaluationHint}
          error={errorOf('evaluation')}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 3, maxRows: 10 }}
              value={evaluation}
              onChange={(event) => setEvaluation(event.target.value)}
            />
          )}
        </Field>
        {affected && !record.incidentNo ? (
          <Checkbox checked={openIncident} onChange={(event) => setOpenIncident(event.target.checked)}>
            {words.sweep.openIncident}
          </Checkbox>
        ) : null}
        <Flex>
          <Button type="primary" htmlType="submit" loading={evaluate.isPending}>
            {words.sweep.save}
          </Button>
        </Flex>
      </Stack>
    </form>
  )
}
