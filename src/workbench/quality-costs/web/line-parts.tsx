import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { parseYuan } from '#platform/values/money.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import type { RecordPart } from '#ui/ledger/ledger-of.ts'
import { problemOf } from '#ui/problem.ts'
import { Facts, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { correctCostLine, costLineContract, readCostStanding } from '../contract.ts'
import { words } from './words.ts'

const useStanding = ({ enterpriseId, record }: RecordPart) =>
  useOperation(readCostStanding, { enterpriseId, recordId: record.id }).data

/** A line of a locked month says so before all else. */
export function LineWarning(part: RecordPart) {
  const standing = useStanding(part)
  if (!standing?.locked) return null
  const { byName, at } = standing.locked
  return <Alert type="info" showIcon title={words.line.locked(standing.month, byName, instant(at))} />
}

/** The record that a line comes from. */
export function LineSource(part: RecordPart) {
  const source = useStanding(part)?.source
  if (!source) return null
  const link = <Link to={`/enterprises/${part.enterpriseId}/${source.path}`}>{source.number}</Link>
  return (
    <Section>
      <Facts items={[{ term: words.line.source, value: link }]} />
    </Section>
  )
}

/** A line of a locked month is corrected in the next open one. */
export function CorrectLine(part: RecordPart) {
  const { enterpriseId, record } = part
  const standing = useStanding(part)
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const [difference, setDifference] = useState('')
  const [why, setWhy] = useState('')
  const [unread, setUnread] = useState<string>()
  const correct = useCommand(correctCostLine, {
    invalidates: [costLineContract.list],
    onDone: ({ id }) => navigate({ to: `/enterprises/${enterpriseId}/cost-lines/${id}` }),
  })
  if (!standing?.locked || record.retiredOn) return null
  const errors = correct.error ? (problemOf(correct.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((error) => error.path === path)?.message
  const hand = () => {
    const read = parseYuan(difference)
    setUnread(read.ok ? undefined : read.message)
    if (read.ok) correct.mutate({ enterpriseId, recordId: record.id, difference: read.value, why })
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {words.line.correct}
      </Button>
      <Modal
        open={open}
        title={words.line.correctAsk(standing.landsIn)}
        onCancel={() => setOpen(false)}
        closable={{ 'aria-label': uiWords.close }}
        cancelText={uiWords.cancel}
        okText={words.line.correct}
        okButtonProps={{ loading: correct.isPending }}
        onOk={hand}
      >
        <Stack>
          {correct.error && errors.length === 0 ? <RefusedAlert error={correct.error} /> : null}
          <Field
            name="difference"
            label={words.line.difference}
            hint={words.line.differenceHint}
            error={unread ?? errorOf('difference')}
          >
            {(control) => <TextInput {...control} value={difference} onChange={setDifference} />}
          </Field>
          <Field name="why" label={words.line.why} error={errorOf('why')}>
            {(control) => (
              <Input
                {...control}
                maxLength={120}
                value={why}
                onChange={(event) => setWhy(event.target.value)}
              />
            )}
          </Field>
        </Stack>
      </Modal>
    </>
  )
}
