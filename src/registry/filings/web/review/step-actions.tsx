import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { Field } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import type { Filing } from '../../contract.ts'
import { reviewWords as words } from './review-words.ts'
import type { Decision } from './use-decision.ts'

type StepProps = { readonly filing: Filing; readonly decision: Decision; readonly disabled: boolean }

/** Ends the step at hand with an opinion: 审核, 现场核查, 公示期满 … */
export function PassStep({ filing, decision, disabled }: StepProps) {
  const [open, setOpen] = useState(false)
  const [opinion, setOpinion] = useState('')
  const { desk } = filing
  if (!desk) return null
  const running = desk.notice !== null && today() <= desk.notice.to
  return (
    <>
      <Button
        type={disabled ? 'default' : 'primary'}
        disabled={disabled || running}
        loading={decision.busy}
        onClick={() => setOpen(true)}
      >
        {desk.notice ? words.endNotice : words.endStep(desk.title)}
      </Button>
      <Modal
        open={open}
        title={desk.notice ? words.endNotice : words.endStep(desk.title)}
        okText={words.endIt}
        okButtonProps={{ disabled: opinion.trim().length < 2 }}
        onCancel={() => setOpen(false)}
        onOk={() => {
          setOpen(false)
          decision.pass(opinion.trim())
        }}
      >
        <Field name="opinion" label={words.opinion} hint={words.opinionHint(nextOf(filing))}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 2 }}
              maxLength={500}
              value={opinion}
              onChange={(event) => setOpinion(event.target.value)}
            />
          )}
        </Field>
      </Modal>
    </>
  )
}

/** Where the filing goes when the step at hand is done. */
function nextOf({ chain, desk }: Filing): string {
  const at = chain.findIndex(({ id }) => id === desk?.id)
  const next = chain[at + 1]
  return next ? `${next.unitName}${next.title}` : ''
}

/** Begins 公示. */
export function BeginNotice({ filing, decision, disabled }: StepProps) {
  const [open, setOpen] = useState(false)
  const [from, setFrom] = useState(today())
  const [to, setTo] = useState('')
  const [place, setPlace] = useState('')
  const { desk } = filing
  if (!desk) return null
  const fixed = desk.within !== null
  const ready = place.trim().length >= 2 && from !== '' && (fixed || to !== '')
  return (
    <>
      <Button
        type={disabled ? 'default' : 'primary'}
        disabled={disabled}
        loading={decision.busy}
        onClick={() => setOpen(true)}
      >
        {words.beginNotice}
      </Button>
      <Modal
        open={open}
        title={words.beginNotice}
        okText={words.beginNotice}
        okButtonProps={{ disabled: !ready }}
        onCancel={() => setOpen(false)}
        onOk={() => {
          setOpen(false)
          decision.publicize({ from, to: fixed ? null : to, place: place.trim() })
        }}
      >
        <Stack>
          <Field name="from" label={words.noticeFrom} hint={words.noticeDate}>
            {(control) => <TextInput {...control} value={from} onChange={setFrom} />}
          </Field>
          {desk.within ? (
            <p>{words.noticeLength(desk.within.amount, words.noticeUnits[desk.within.unit])}</p>
          ) : (
            <Field name="to" label={words.noticeTo} hint={words.noticeDate}>
              {(control) => <TextInput {...control} value={to} onChange={setTo} />}
            </Field>
          )}
          <Field name="place" label={words.noticePlace} hint={words.noticePlaceHint}>
            {(control) => <TextInput {...control} value={place} onChange={setPlace} />}
          </Field>
        </Stack>
      </Modal>
    </>
  )
}
