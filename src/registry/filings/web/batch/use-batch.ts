import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { InputOf } from '#platform/operation.ts'
import { useClient } from '#ui/client.tsx'
import { newIntent } from '#ui/intent.ts'
import { isTransient } from '#ui/problem.ts'
import { operationKey } from '#ui/use-operation.ts'
import { acceptFilings, type BatchResult } from '../../batch/contract.ts'
import { countFilings, type FilingRow, listFilings, readFiling } from '../../contract.ts'

/** Filings of one selection at most, and of one call, so that progress can be seen and the rest be left. */
export const SELECTION_LIMIT = 500
const PIECE = 25

type Query = Omit<InputOf<typeof listFilings>, 'cursor' | 'limit'>

export type BatchRun = {
  readonly total: number
  readonly results: readonly (BatchResult & { readonly name: string })[]
  /** Not tried: stopped, or the connection broke. */
  readonly left: readonly FilingRow[]
  readonly running: boolean
  readonly error: unknown
}

/** A selection over all pages of a list, and what is done with it. */
export function useBatch(list: { query: Query; rows: readonly FilingRow[]; total: number | undefined }) {
  const client = useClient()
  const queries = useQueryClient()
  const [selected, setSelected] = useState<ReadonlyMap<string, FilingRow>>(new Map())
  const [run, setRun] = useState<BatchRun>()
  const stop = useRef(false)
  const asked = JSON.stringify(list.query)
  // Another filter shows another list: what was selected there is not selected here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the filter clears
  useEffect(() => setSelected(new Map()), [asked])
  const choose = (ids: readonly string[]) => {
    const known = new Map([...selected, ...list.rows.map((row) => [row.id, row] as const)])
    const rows = ids.flatMap((id) => known.get(id) ?? []).slice(0, SELECTION_LIMIT)
    setSelected(new Map(rows.map((row) => [row.id, row])))
  }
  const chooseAll = async () => {
    const all: FilingRow[] = []
    let cursor: string | undefined
    do {
      const page = await client.call(listFilings, { ...list.query, cursor, limit: 200 })
      all.push(...page.rows)
      cursor = page.next ?? undefined
    } while (cursor && all.length < SELECTION_LIMIT)
    setSelected(new Map(all.slice(0, SELECTION_LIMIT).map((row) => [row.id, row])))
  }
  /** Sends one piece; once more with the same key where the connection broke, so that nothing happens twice. */
  const send = async (rows: readonly FilingRow[]) => {
    const filings = rows.map(({ enterpriseId, id, version }) => ({ enterpriseId, filingId: id, version }))
    const options = { idempotencyKey: newIntent() }
    return client.call(acceptFilings, { filings }, options).catch((error: unknown) => {
      if (!isTransient(error)) throw error
      return client.call(acceptFilings, { filings }, options)
    })
  }
  const accept = async (rows: readonly FilingRow[]) => {
    stop.current = false
    const names = new Map(rows.map((row) => [row.id, row.enterpriseName]))
    let now: BatchRun = { total: rows.length, results: [], left: rows, running: true, error: null }
    const tell = (part: Partial<BatchRun>) => {
      now = { ...now, ...part }
      setRun(now)
    }
    tell({})
    setSelected(new Map())
    try {
      while (now.left.length > 0 && !stop.current) {
        const answer = await send(now.left.slice(0, PIECE))
        const results = answer.rows.map((row) => ({ ...row, name: names.get(row.filingId) ?? '' }))
        tell({ results: [...now.results, ...results], left: now.left.slice(PIECE) })
      }
    } catch (error) {
      tell({ error })
    }
    tell({ running: false })
    for (const op of [listFilings, countFilings, readFiling]) {
      await queries.invalidateQueries({ queryKey: operationKey(op) })
    }
  }
  return {
    selected,
    choose,
    chooseAll,
    nameOf: (id: string) => list.rows.find((row) => row.id === id)?.enterpriseName ?? '',
    total: list.total,
    run,
    accept: () => accept([...selected.values()]),
    again: () => run && accept(run.left),
    stop: () => {
      stop.current = true
    },
    close: () => setRun(undefined),
  }
}

export type Batch = ReturnType<typeof useBatch>
