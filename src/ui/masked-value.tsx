import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef, Popover } from 'antd'
import { type FormEvent, useCallback, useEffect, useId, useRef, useState } from 'react'
import css from './masked-value.module.css'
import { explain, problemOf } from './problem.ts'
import { words } from './words.ts'

const shownSeconds = 60

export type MaskedValueProps = {
  /** What it is, for the question: “身份证号”. */
  readonly label: string
  readonly masked: string
  /** Fetches the whole value; the purpose is recorded. Left out: the reader may not reveal it. */
  readonly reveal?: (purpose: string) => Promise<string>
  /** Under the purpose; “企业可以看到这次查看” unless told. */
  readonly notice?: string
}

function useCountdown(running: boolean, onEnd: () => void): number {
  const [left, setLeft] = useState(shownSeconds)
  useEffect(() => {
    if (!running) return
    setLeft(shownSeconds)
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1_000)
    return () => clearInterval(timer)
  }, [running])
  useEffect(() => {
    if (running && left <= 0) onEnd()
  }, [running, left, onEnd])
  return left
}

type QuestionProps = {
  readonly label: string
  readonly notice: string
  readonly ask: (purpose: string) => Promise<void>
  readonly onClose: () => void
}

function Question({ label, notice, ask, onClose }: QuestionProps) {
  const id = useId()
  const [purpose, setPurpose] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const input = useRef<InputRef>(null)
  useEffect(() => input.current?.focus(), [])
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (purpose.trim() === '') return setError(words.reveal.purposeMissing)
    setBusy(true)
    try {
      await ask(purpose.trim())
    } catch (caught) {
      const problem = problemOf(caught)
      setError(explain(problem) ?? problem.title)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={css.question}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <b>{words.reveal.confirm(label)}</b>
      <label htmlFor={id}>{words.reveal.purpose}</label>
      <Input
        id={id}
        ref={input}
        value={purpose}
        maxLength={100}
        placeholder={words.reveal.purposePlaceholder}
        status={error ? 'error' : ''}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => setPurpose(event.target.value)}
      />
      <div id={`${id}-note`} role="status" className={error ? css.error : css.note}>
        {error ?? notice}
      </div>
      <div className={css.buttons}>
        <Button size="small" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button size="small" type="primary" htmlType="submit" loading={busy}>
          {words.reveal.show}
        </Button>
      </div>
    </form>
  )
}

/** Masked personal data; 显示 asks for the purpose, shows the value for 60 s and lets the enterprise see that it was seen. */
export function MaskedValue({ label, masked, reveal, notice = words.reveal.visible }: MaskedValueProps) {
  const [open, setOpen] = useState(false)
  const [value, setValue] = useState<string | null>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const hide = useCallback(() => setValue(null), [])
  const left = useCountdown(value !== null, hide)
  const close = () => {
    setOpen(false)
    trigger.current?.focus()
  }
  const ask = async (purpose: string) => {
    if (!reveal) return
    setValue(await reveal(purpose))
    setOpen(false)
  }
  if (value !== null) {
    return (
      <span className={css.masked}>
        <span>{value}</span>
        <Button type="link" size="small" icon={<EyeInvisibleOutlined aria-hidden />} onClick={hide}>
          {words.reveal.hide}
        </Button>
        <span className={css.note}>{words.reveal.remaining(left)}</span>
      </span>
    )
  }
  return (
    <span className={css.masked}>
      <span>{masked}</span>
      {reveal && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          trigger="click"
          content={<Question label={label} notice={notice} ask={ask} onClose={close} />}
          destroyOnHidden
        >
          <Button
            ref={trigger}
            type="link"
            size="small"
            icon={<EyeOutlined aria-hidden />}
            aria-label={words.reveal.confirm(label)}
            aria-expanded={open}
          >
            {words.reveal.show}
          </Button>
        </Popover>
      )}
    </span>
  )
}
