import { Button } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { EmptyState } from './fault.tsx'
import css from './files.module.css'
import { Pending } from './pending.tsx'
import { words } from './words.ts'

/** A scan to look at. `url` is same-origin; PDFs are shown by the browser, which pages and zooms by itself. */
export type ViewedDocument = {
  readonly key: string
  readonly label: string
  readonly kind: 'image' | 'pdf'
  readonly url: string
}

export type DocumentViewerProps = {
  readonly documents: readonly ViewedDocument[]
  /** Which one is shown, when the screen decides (a click on a defect); else the viewer keeps it. */
  readonly shown?: string
  readonly onShow?: (key: string) => void
  /** Right of the tools: “标出问题”. */
  readonly tool?: (document: ViewedDocument) => ReactNode
}

const zoomSteps = [1, 1.5, 2, 3, 4] as const

function Picture({
  document,
  zoom,
  turns,
}: {
  readonly document: ViewedDocument
  readonly zoom: number
  readonly turns: number
}) {
  const [broken, setBroken] = useState(false)
  const [size, setSize] = useState({ width: 1, height: 1 })
  if (broken) return <EmptyState text={words.viewer.unreadable} />
  // Lying on its side the picture keeps its width in a box of the turned shape, so that every corner can be scrolled to.
  const turned = turns % 2 === 1
  const ratio = size.width / size.height
  return (
    <div
      className={css.picture}
      style={{ width: `${zoom * 100}%`, aspectRatio: turned ? `${1 / ratio}` : `${ratio}` }}
    >
      <img
        src={document.url}
        alt={document.label}
        style={{
          width: turned ? `${ratio * 100}%` : '100%',
          transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
        }}
        onLoad={({ currentTarget: loaded }) => {
          if (loaded.naturalWidth > 0) setSize({ width: loaded.naturalWidth, height: loaded.naturalHeight })
        }}
        onError={() => setBroken(true)}
      />
    </div>
  )
}

/** The bytes are fetched first: a file's own answer is sandboxed, and the browser's PDF viewer does not open in a sandbox. */
function Pdf({ document }: { readonly document: ViewedDocument }) {
  const [shown, setShown] = useState<string | null | 'failed'>(null)
  useEffect(() => {
    const control = new AbortController()
    let made: string | undefined
    const load = async () => {
      const answer = await fetch(document.url, { signal: control.signal, credentials: 'same-origin' })
      if (!answer.ok) throw new Error(String(answer.status))
      const bytes = await answer.blob()
      if (control.signal.aborted) return
      made = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
      setShown(made)
    }
    load().catch(() => {
      if (!control.signal.aborted) setShown('failed')
    })
    return () => {
      control.abort()
      if (made) URL.revokeObjectURL(made)
    }
  }, [document.url])
  if (shown === 'failed') return <EmptyState text={words.viewer.unreadable} />
  return shown ? <iframe src={shown} title={document.label} /> : <Pending />
}

function Tabs({
  documents,
  current,
  panelId,
  onShow,
}: {
  readonly documents: readonly ViewedDocument[]
  readonly current: ViewedDocument
  readonly panelId: string
  readonly onShow: (key: string) => void
}) {
  function move(event: KeyboardEvent<HTMLDivElement>) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const index = documents.indexOf(current)
    const next = documents[(index + step + documents.length) % documents.length]
    if (!next) return
    onShow(next.key)
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus()
  }
  return (
    <div role="tablist" aria-label={words.viewer.tabs} className={css.tabs} onKeyDown={move}>
      {documents.map((each) => (
        <button
          key={each.key}
          type="button"
          role="tab"
          data-key={each.key}
          aria-selected={each === current}
          aria-controls={panelId}
          tabIndex={each === current ? 0 : -1}
          onClick={() => onShow(each.key)}
        >
          {each.label}
        </button>
      ))}
    </div>
  )
}

/** Scans beside a form: one tab each, zoom and rotate for pictures, a new window for everything. */
export function DocumentViewer({ documents, shown, onShow, tool }: DocumentViewerProps) {
  const panelId = useId()
  const [own, setOwn] = useState(documents[0]?.key)
  const [view, setView] = useState({ step: 0, turns: 0 })
  const current = documents.find((each) => each.key === (shown ?? own)) ?? documents[0]
  if (!current) return <EmptyState text={words.viewer.none} />
  const show = (key: string) => {
    setOwn(key)
    setView({ step: 0, turns: 0 })
    onShow?.(key)
  }
  const zoom = zoomSteps[view.step] ?? 1
  return (
    <div className={css.viewer}>
      <Tabs documents={documents} current={current} panelId={panelId} onShow={show} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div id={panelId} role="tabpanel" aria-label={current.label} tabIndex={0} className={css.canvas}>
        {current.kind === 'pdf' ? (
          <Pdf key={current.url} document={current} />
        ) : (
          <Picture key={current.url} document={current} zoom={zoom} turns={view.turns} />
        )}
      </div>
      <div className={css.tools}>
        {current.kind === 'image' && (
          <>
            <span aria-live="polite">{words.viewer.zoom(zoom * 100)}</span>
            <Button
              type="link"
              size="small"
              disabled={view.step === 0}
              onClick={() => setView({ ...view, step: view.step - 1 })}
            >
              {words.viewer.zoomOut}
            </Button>
            <Button
              type="link"
              size="small"
              disabled={view.step === zoomSteps.length - 1}
              onClick={() => setView({ ...view, step: view.step + 1 })}
            >
              {words.viewer.zoomIn}
            </Button>
            <Button type="link" size="small" onClick={() => setView({ ...view, turns: view.turns + 1 })}>
              {words.viewer.rotate}
            </Button>
          </>
        )}
        <a href={current.url} target="_blank" rel="noreferrer">
          {words.viewer.open}
        </a>
        {tool?.(current)}
      </div>
    </div>
  )
}
