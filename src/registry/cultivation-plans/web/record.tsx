import { Button, Input } from 'antd'
import { useState } from 'react'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { Facts } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { type Plan, readPlan } from '../contract.ts'
import { commentPlan } from '../handing/contract.ts'
import { words } from './words.ts'

/** What was done with the version, by whom, and remarks of those who read along. */
export function Record({ plan }: { readonly plan: Plan }) {
  const items = [...plan.events].reverse().map(({ kind, note, at, unitName, by }) => ({
    term: instant(at),
    value: (
      <>
        <b>{words.events[kind]}</b>　{[unitName, by].filter(Boolean).join(' ')}
        {note ? <div>{note}</div> : null}
      </>
    ),
  }))
  return (
    <div style={{ padding: 16 }}>
      {plan.abilities.comment ? <Comment plan={plan} /> : null}
      {items.length > 0 ? <Facts items={items} /> : <EmptyState text={words.eventsEmpty} />}
    </div>
  )
}

function Comment({ plan }: { readonly plan: Plan }) {
  const [text, setText] = useState('')
  const comment = useCommand(commentPlan, { invalidates: [readPlan], onDone: () => setText('') })
  return (
    <div style={{ maxWidth: 640, marginBottom: 16 }}>
      <RefusedAlert error={comment.error} />
      <Field name="text" label={words.comment} hint={words.commentHow}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button
        loading={comment.isPending}
        disabled={text.trim() === ''}
        onClick={() => comment.mutate({ unitId: plan.unitId, planId: plan.id, text })}
      >
        {words.commentIt}
      </Button>
    </div>
  )
}
