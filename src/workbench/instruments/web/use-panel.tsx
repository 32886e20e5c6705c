import { Button, Flex } from 'antd'
import { useState } from 'react'
import type { Value } from '#platform/ledger/columns.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { FieldGrid } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { useFrame, useMayWrite } from '#ui/frame.tsx'
import { ColumnField, type Draft, readDraft } from '#ui/ledger/column-field.tsx'
import { type RecordPart, sourceOf } from '#ui/ledger/ledger-of.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { usePhone } from '#ui/use-phone.ts'
import { listHolds } from '#workbench/holds/contract.ts'
import { HoldBanner } from '#workbench/holds/web/parts/hold-banner.tsx'
import { productContract } from '#workbench/master-data/contract.ts'
import { certificateContract, useContract } from '../contract.ts'
import { mayBeUsed } from '../domain.ts'
import { uses } from '../ledgers.ts'
import { instrumentStatus, stateOf } from './status.ts'
import { words } from './words.ts'

/** What whoever scans the label wants to know first: may I use it, and here I write down that I did. */
export function UsePanel(part: RecordPart) {
  const { enterpriseId, record } = part
  const phone = usePhone()
  const mayWrite = useMayWrite()
  const [open, setOpen] = useState(phone)
  const state = stateOf(record)
  const limits = useLimits(part, state === 'limited')
  const usable = mayBeUsed(state, record.mandatory as boolean | null)
  return (
    <>
      <HoldBanner enterpriseId={enterpriseId} subjectId={record.id} />
      <Section title={words.head.title}>
        <Stack>
          <Flex gap="small" align="center" wrap>
            <StatusText status={instrumentStatus(record)} />
            <span>{usable ? whatFor(state, record, limits) : words.head.no[state]}</span>
          </Flex>
          {usable && mayWrite && !open ? (
            <Flex>
              <Button type="primary" onClick={() => setOpen(true)}>
                {words.use.open}
              </Button>
            </Flex>
          ) : null}
          {usable && mayWrite && open ? <UseForm {...part} /> : null}
        </Stack>
      </Section>
    </>
  )
}

/** What the newest certificate limits the use to. */
function useLimits({ enterpriseId, record }: RecordPart, wanted: boolean): string {
  const asked = { enterpriseId, instrument: record.id, sort: 'certifiedOn', descending: 'true', limit: 1 }
  const { data } = useOperation(certificateContract.list, asked as never, { enabled: wanted })
  return data?.rows[0]?.limits ?? ''
}

function whatFor(state: string, record: RecordPart['record'], limits: string): string {
  if (state === 'overdue' || state === 'pending') return words.head.lateAllowed
  if (state === 'limited') return words.head.limited(limits)
  return words.head.yes(String(record.dueOn ?? ''))
}

const asked = ['batchNo', 'characteristic', 'result', 'reading', 'usedOn', 'usedBy', 'product'] as const
const columns = Object.fromEntries(asked.map((key) => [key, uses.columns[key]]))

function UseForm({ enterpriseId, record }: RecordPart) {
  const { reader } = useFrame()
  const begin: Draft = { usedOn: today(), usedBy: reader ?? '' }
  const [draft, setDraft] = useState<Draft>(begin)
  const [attempt, setAttempt] = useState(0)
  const [own, setOwn] = useState<readonly { path: string; message: string }[]>([])
  const [said, setSaid] = useState('')
  const add = useCommand(useContract.add, { invalidates: [useContract.list, listHolds] })
  const told = add.error ? (problemOf(add.error).errors ?? []) : []
  const errors = own.length > 0 ? own : told
  const hand = () => {
    const read = readDraft(columns, { ...emptied, ...draft })
    setOwn(read.errors)
    setAttempt(attempt + 1)
    setSaid('')
    if (read.errors.length > 0) return
    const values: Record<string, Value> = { ...read.values, instrument: record.id, note: null }
    add.mutate({ enterpriseId, values } as never, {
      onSuccess: () => {
        setSaid(words.use.saved(String(values.batchNo), String(values.characteristic)))
        setDraft({ ...draft, batchNo: '', result: null, reading: '' })
      },
    })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        hand()
      }}
    >
      <Stack>
        <Muted>{words.use.how}</Muted>
        <ErrorSummary errors={errors} attempt={attempt} />
        {add.error && told.length === 0 ? <RefusedAlert error={add.error} /> : null}
        <FieldGrid>
          {asked.map((key) => (
            <ColumnField
              key={key}
              name={`values.${key}`}
              column={uses.columns[key]}
              value={draft[key] ?? null}
              error={errors.find(({ path }) => path === `values.${key}`)?.message}
              onChange={(value) => setDraft((now) => ({ ...now, [key]: value }))}
              source={key === 'product' ? sourceOf(productContract, 'name', enterpriseId) : undefined}
            />
          ))}
        </FieldGrid>
        <Flex gap="small" wrap align="center">
          <Button type="primary" htmlType="submit" loading={add.isPending}>
            {words.use.save}
          </Button>
          <span role="status">{said}</span>
        </Flex>
      </Stack>
    </form>
  )
}

const emptied: Draft = Object.fromEntries(asked.map((key) => [key, null]))
