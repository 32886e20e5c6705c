import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Flex, Input, Modal, Popconfirm } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/client.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import type { Roster } from '../contract.ts'
import {
  compareDraft,
  discardDraft,
  downloadDraftResult,
  type RosterDraft,
  signDraft,
} from '../drafts/contract.ts'
import { touchedByDraft } from './draft-touched.ts'
import { draftWords as words } from './draft-words.ts'

type Props = { readonly roster: Roster; readonly draft: RosterDraft }

/** How many rows wait for a decision. */
export const waiting = ({ undecided }: RosterDraft) =>
  Object.values(undecided).reduce((sum, count) => sum + count, 0)

/** What would be signed, and what may be done with the draft now. */
export function DraftDeeds({ roster, draft }: Props) {
  const of = { unitId: draft.unitId, rosterId: draft.rosterId }
  const navigate = useNavigate()
  const discard = useCommand(discardDraft, {
    invalidates: touchedByDraft,
    onDone: () => navigate({ to: '/rosters/$rosterId', params: { rosterId: roster.id } }),
  })
  const left = waiting(draft)
  const outdated = draft.baseNo !== draft.latestNo
  const ready = draft.phase === 'ready'
  return (
    <Section>
      <Stack>
        {ready ? <div role="status">{words.outlook(draft.outlook)}</div> : null}
        {ready && left > 0 ? <Muted>{words.left(left)}</Muted> : null}
        {ready && outdated ? (
          <Alert role="alert" type="warning" showIcon title={words.outdated(draft.baseNo, draft.latestNo)} />
        ) : null}
        {ready && draft.laterFrom ? (
          <Alert type="info" showIcon title={words.later(draft.effectiveOn, draft.laterFrom)} />
        ) : null}
        <RefusedAlert error={discard.error} />
        <Flex gap="small" wrap align="end">
          {ready ? <Sign roster={roster} draft={draft} disabled={left > 0 || outdated} /> : null}
          {ready ? (
            <Button href={addressOf(downloadDraftResult, { ...of, versionId: draft.id })} download>
              {words.result}
            </Button>
          ) : null}
          <Popconfirm
            placement="bottomLeft"
            title={words.discardAsk}
            okText={words.discard}
            cancelText={words.keep}
            onConfirm={() => discard.mutate({ ...of, draftId: draft.id })}
          >
            <Button loading={discard.isPending}>{words.discard}</Button>
          </Popconfirm>
        </Flex>
        <Again draft={draft} />
      </Stack>
    </Section>
  )
}

/** Another effective date, or the directory as it is now. */
function Again({ draft }: { readonly draft: RosterDraft }) {
  const [effectiveOn, setEffectiveOn] = useState(draft.effectiveOn)
  const again = useCommand(compareDraft, { invalidates: touchedByDraft })
  const of = { unitId: draft.unitId, rosterId: draft.rosterId }
  return (
    <>
      <RefusedAlert error={again.error} />
      <Flex gap="small" wrap align="end">
        <Field name="effectiveOn" label={words.effectiveOn}>
          {(control) => (
            <Input
              {...control}
              type="date"
              style={{ width: 200 }}
              value={effectiveOn}
              onChange={(event) => setEffectiveOn(event.target.value)}
            />
          )}
        </Field>
        <Button
          loading={again.isPending}
          onClick={() => again.mutate({ ...of, version: draft.version, effectiveOn })}
        >
          {words.again}
        </Button>
        <Muted small>{words.againHow}</Muted>
      </Flex>
    </>
  )
}

function Sign({ roster, draft, disabled }: Props & { readonly disabled: boolean }) {
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const navigate = useNavigate()
  const sign = useCommand(signDraft, {
    invalidates: touchedByDraft,
    onDone: () => navigate({ to: '/rosters/$rosterId/versions', params: { rosterId: roster.id } }),
  })
  const of = { unitId: draft.unitId, rosterId: draft.rosterId }
  return (
    <>
      <Button type="primary" disabled={disabled} onClick={() => setOpen(true)}>
        {words.sign}
      </Button>
      <Modal
        open={open}
        title={words.signTitle}
        okText={words.sign}
        confirmLoading={sign.isPending}
        onCancel={() => setOpen(false)}
        onOk={() => sign.mutate({ ...of, version: draft.version, note })}
      >
        <Stack>
          <div>{words.signAsk(draft.latestNo + 1, draft.effectiveOn)}</div>
          <div>{words.outlook(draft.outlook)}</div>
          {draft.outlook.skipped > 0 ? <b>{words.signLeftOut(draft.outlook.skipped)}</b> : null}
          <RefusedAlert error={sign.error} />
          <Field name="note" label={words.note} optional>
            {(control) => <TextInput {...control} value={note} onChange={setNote} />}
          </Field>
        </Stack>
      </Modal>
    </>
  )
}
