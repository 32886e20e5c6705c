import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { Button, Input, Popconfirm } from 'antd'
import { useEffect, useId, useState } from 'react'
import css from './masked-value.module.css'
import { problemOf } from './problem.ts'
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

function Purpose({
  value,
  error,
  notice,
  onChange,
}: {
  readonly value: string
  readonly error: string | null
  readonly notice: string
  readonly onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <div className={css.purpose}>
      <label htmlFor={id}>{words.reveal.purpose}</label>
      <Input
        id={id}
        value={value}
        maxLength={100}
        placeholder={words.reveal.purposePlaceholder}
        status={error ? 'error' : ''}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
      />
      <div id={`${id}-note`} role="status" className={error ? css.error : css.note}>
        {error ?? notice}
      </div>
    </div>
  )
}

/** Masked personal data; 显示 asks for the purpose, shows the value for 60 s and lets the enterprise see that it was seen. */
export function MaskedValue({ label, masked, reveal, notice = words.reveal.visible }: MaskedValueProps) {
  const [open, setOpen] = useState(false)
  const [purpose, setPurpose] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [value, setValue] = useState<string | null>(null)
  const [hide] = useState(() => () => setValue(null))
  const left = useCountdown(value !== null, hide)
  async function confirm() {
    if (!reveal) return
    if (purpose.trim() === '') return setError(words.reveal.purposeMissing)
    try {
      setValue(await reveal(purpose.trim()))
      setOpen(false)
      setError(null)
      setPurpose('')
    } catch (caught) {
      const problem = problemOf(caught)
      setError(problem.detail ?? problem.title)
    }
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
        <Popconfirm
          open={open}
          onOpenChange={setOpen}
          icon={null}
          title={words.reveal.confirm(label)}
          description={<Purpose value={purpose} error={error} notice={notice} onChange={setPurpose} />}
          okText={words.reveal.show}
          cancelText={words.cancel}
          onConfirm={confirm}
          destroyOnHidden
        >
          <Button
            type="link"
            size="small"
            icon={<EyeOutlined aria-hidden />}
            aria-label={words.reveal.confirm(label)}
          >
            {words.reveal.show}
          </Button>
        </Popconfirm>
      )}
    </span>
  )
}
