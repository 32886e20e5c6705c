import { PaperClipOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react'
import { type FileRules, fileProblem, megabytesOf } from './file-rules.ts'
import css from './files.module.css'
import { StatusGlyph } from './icons.tsx'
import { problemOf } from './problem.ts'
import { StatusText } from './status-text.tsx'
import type { UploadOptions } from './upload-bytes.ts'
import { words } from './words.ts'

/** The file that stands here now. */
export type UploadedFile = { readonly name: string; readonly bytes?: number; readonly href?: string }

export type FileDropProps<T> = {
  /** What the file is: “聘书扫描件”. */
  readonly label: string
  /** Id of the button, from Field's control. */
  readonly id?: string
  readonly describedBy?: string | undefined
  readonly rules: FileRules
  readonly current?: UploadedFile | undefined
  /** Sends the file; usually `uploadBytes`. */
  readonly upload: (file: File, options: UploadOptions) => Promise<T>
  readonly onUploaded: (answer: T, file: File) => void
  readonly onRemove?: () => void
  /** Takes the file instead of uploading it at once (the photo goes to the cropper first). */
  readonly onPick?: (file: File) => void
  readonly disabled?: boolean
}

type Transfer = { readonly percent: number; readonly stop: () => void }

function messageOf(caught: unknown, name: string): string {
  if (caught instanceof DOMException && caught.name === 'AbortError') return words.files.stopped(name)
  const problem = problemOf(caught)
  if (problem.status === 0 || problem.status >= 500) return words.files.failed(name)
  return problem.errors?.[0]?.message ?? problem.detail ?? problem.title
}

function useTransfer<T>({ rules, upload, onUploaded, onPick }: FileDropProps<T>) {
  const [transfer, setTransfer] = useState<Transfer | null>(null)
  const [error, setError] = useState<string | null>(null)
  async function take(file: File | undefined) {
    if (!file) return
    const problem = fileProblem(file, rules)
    setError(problem)
    if (problem) return
    if (onPick) return onPick(file)
    const control = new AbortController()
    const stop = () => control.abort()
    setTransfer({ percent: 0, stop })
    try {
      const answer = await upload(file, {
        signal: control.signal,
        onProgress: (percent) => setTransfer({ percent, stop }),
      })
      onUploaded(answer, file)
    } catch (caught) {
      setError(messageOf(caught, file.name))
    } finally {
      setTransfer(null)
    }
  }
  return { transfer, error, take }
}

function Current({
  file,
  onRemove,
}: {
  readonly file: UploadedFile
  readonly onRemove: (() => void) | undefined
}) {
  return (
    <div className={css.current}>
      <PaperClipOutlined aria-hidden />
      {file.href ? (
        <a href={file.href} target="_blank" rel="noreferrer">
          {file.name}
        </a>
      ) : (
        <span>{file.name}</span>
      )}
      {file.bytes !== undefined && <span className={css.note}>{megabytesOf(file.bytes)} MB</span>}
      <StatusText status={{ text: words.files.done, icon: 'check-circle', tone: 'success' }} size="small" />
      {onRemove && (
        <Button type="link" size="small" onClick={onRemove}>
          {words.files.remove}
        </Button>
      )}
    </div>
  )
}

function Sending({ transfer, label }: { readonly transfer: Transfer; readonly label: string }) {
  return (
    <div className={css.sending}>
      <Progress percent={transfer.percent} showInfo={false} size="small" aria-label={label} />
      <span role="status">{words.files.uploading(transfer.percent)}</span>
      <Button size="small" onClick={transfer.stop}>
        {words.cancel}
      </Button>
    </div>
  )
}

/** One file: drop it or choose it, see it go, replace or remove it. */
export function FileDrop<T>(props: FileDropProps<T>): ReactNode {
  const { label, id, describedBy, rules, current, onRemove, disabled = false } = props
  const { transfer, error, take } = useTransfer(props)
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const notes = useId()
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    if (!disabled && !transfer) void take(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside does the same by keyboard
    <div
      className={over ? `${css.drop} ${css.over}` : css.drop}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {current && !transfer && <Current file={current} onRemove={disabled ? undefined : onRemove} />}
      {transfer && <Sending transfer={transfer} label={label} />}
      {!transfer && (
        <div className={css.choose}>
          {!current && <span className={css.dropHint}>{words.files.drop}</span>}
          <Button
            {...(id ? { id } : {})}
            size="small"
            disabled={disabled}
            aria-label={`${current ? words.files.replace : words.files.choose}：${label}`}
            aria-describedby={[notes, describedBy].filter(Boolean).join(' ')}
            onClick={() => input.current?.click()}
          >
            {current ? words.files.replace : words.files.choose}
          </Button>
        </div>
      )}
      <div id={notes} className={css.note}>
        {words.files.limits(rules.kinds.join('、'), rules.megabytes)}
      </div>
      {error && (
        <div className={css.error} role="alert">
          <StatusGlyph name="exclamation" />
          <span>{error}</span>
        </div>
      )}
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={label}
        accept={rules.mediaTypes.join(',')}
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </div>
  )
}
