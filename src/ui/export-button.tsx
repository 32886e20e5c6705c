import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { EXPORT_LIMIT, type InputOf, type Operation } from '#platform/operation.ts'
import { useClient } from './client.tsx'
import css from './export-button.module.css'
import { RefusedAlert } from './fault.tsx'
import { keepFile } from './keep-file.ts'
import { words } from './words.ts'

export type ExportButtonProps<Op extends Operation> = {
  /** Made by `exportOf`. */
  readonly op: Op
  /** The filter of the list on screen. */
  readonly input: InputOf<Op>
  /** Rows that the filter meets, as the list says. */
  readonly total: number | undefined
  /** 导出 Excel unless told, where a page has several. */
  readonly label?: string
}

/** 导出 Excel: all rows of the filter, not only those of the page. Can be stopped; says what came of it. */
export function ExportButton<Op extends Operation>({ op, input, total, label }: ExportButtonProps<Op>) {
  const client = useClient()
  const [running, setRunning] = useState<AbortController>()
  const [outcome, setOutcome] = useState<{ said?: string; error?: unknown }>({})
  const asked = JSON.stringify(input)
  const latest = useRef(asked)
  useEffect(() => {
    if (latest.current === asked) return
    latest.current = asked
    setOutcome({})
  }, [asked])
  const start = async () => {
    const stop = new AbortController()
    setRunning(stop)
    setOutcome({})
    try {
      const file = await client.download(op, input as Record<string, unknown>, { signal: stop.signal })
      keepFile(file.bytes, file.mediaType, file.fileName)
      setOutcome({ said: words.export.kept(file.fileName) })
    } catch (error) {
      if (!stop.signal.aborted) setOutcome({ error })
    } finally {
      setRunning(undefined)
    }
  }
  const why = total === 0 ? words.export.nothing : total && total > EXPORT_LIMIT ? words.export.tooMany : ''
  return (
    <div className={css.button}>
      <span role="status" className={css.said}>
        {outcome.said ?? why}
      </span>
      {running ? (
        <Button size="small" onClick={() => running.abort()}>
          {words.export.stop}
        </Button>
      ) : null}
      <Button
        size="small"
        icon={<DownloadOutlined aria-hidden />}
        loading={running !== undefined}
        disabled={why !== '' || total === undefined}
        onClick={() => void start()}
      >
        {running ? words.export.running(total ?? 0) : (label ?? words.export.start)}
      </Button>
      {outcome.error ? (
        <div className={css.refused}>
          <RefusedAlert error={outcome.error} />
        </div>
      ) : null}
    </div>
  )
}
