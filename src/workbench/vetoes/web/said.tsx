import { Button, Drawer, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Operation } from '#platform/operation.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'

type Props = {
  readonly op: Operation
  /** All but the text. */
  readonly input: Readonly<Record<string, unknown>>
  readonly text: {
    readonly key: string
    readonly label: string
    readonly hint?: string
    readonly optional?: boolean
  }
  readonly title: string
  readonly button: string
  /** What cannot be undone, or what one says by it. */
  readonly lead?: string
  readonly invalidates: readonly Operation[]
  readonly danger?: boolean
  readonly primary?: boolean
  readonly small?: boolean
  readonly block?: boolean
  /** Above the text, e.g. a choice. */
  readonly children?: ReactNode
}

/** A deed that asks for one text: a button, and the question in a drawer. */
export function Said(props: Props) {
  const { op, input, text, title, button, lead, invalidates, children } = props
  const { danger = false, primary = false, small = false, block = false } = props
  const [open, setOpen] = useState(false)
  const [value, setValue] = useState('')
  const deed = useCommand(op, { invalidates, onDone: () => setOpen(false) })
  const errors = deed.error ? (problemOf(deed.error).errors ?? []) : []
  const kind = primary ? 'primary' : 'default'
  return (
    <>
      <Button
        danger={danger}
        type={kind}
        block={block}
        {...(small && { size: 'small' as const })}
        onClick={() => setOpen(true)}
      >
        {button}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={title}
        size={480}
        destroyOnHidden
        closable={{ 'aria-label': uiWords.close }}
      >
        <Stack>
          {lead ? <p>{lead}</p> : null}
          {deed.error && errors.length === 0 ? <RefusedAlert error={deed.error} /> : null}
          {children}
          <Field
            name={`${op.name}.${text.key}`}
            label={text.label}
            hint={text.hint}
            optional={text.optional ?? false}
            error={errors.find(({ path }) => path === text.key)?.message}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 3, maxRows: 10 }}
                value={value}
                onChange={(event) => setValue(event.target.value)}
              />
            )}
          </Field>
          <Button
            type="primary"
            danger={danger}
            loading={deed.isPending}
            onClick={() => deed.mutate({ ...input, [text.key]: value })}
          >
            {button}
          </Button>
        </Stack>
      </Drawer>
    </>
  )
}
