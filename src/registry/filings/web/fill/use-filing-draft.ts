import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { staleVersion } from '#platform/operation.ts'
import { useClient } from '#ui/client.tsx'
import { newIntent } from '#ui/intent.ts'
import { problemOf } from '#ui/problem.ts'
import { readUnsavedDraft, type SaveProgress, useAutosave } from '#ui/use-autosave.ts'
import { operationKey, useNeededOperation } from '#ui/use-operation.ts'
import { type Filing, readFiling, saveFiling } from '../../contract.ts'
import type { FilingForm } from '../../form.ts'
import { type Draft, draftOf, type Merge, merge, savedBody, withoutPersonalData } from './draft.ts'

type FilingId = { readonly enterpriseId: string; readonly filingId: string }

export type FilingDraft = {
  /** As last saved, with verdict and open points. */
  readonly filing: Filing
  readonly draft: Draft
  readonly change: (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => void
  readonly setField: (key: keyof FilingForm, value: unknown) => void
  readonly progress: SaveProgress
  /** Saves now; the version to act upon afterwards, or null where it could not be saved. */
  readonly flush: () => Promise<number | null>
  /** Reasons for which the server declined fields, by their path in the save's input. */
  readonly wrong: Readonly<Record<string, string>>
  /** A failed save that no field stands for. */
  readonly saveError: unknown
  /** Somebody else saved in between and both changed the same fields. */
  readonly conflict: (Merge & { readonly theirs: Filing }) | null
  readonly resolve: (chosen: Partial<FilingForm>) => void
}

/** The draft of one filing: saved by itself, merged where two people fill it in at once. */
export function useFilingDraft(of: FilingId): FilingDraft {
  const client = useClient()
  const queries = useQueryClient()
  const filing = useNeededOperation(readFiling, of)
  const [draft, setDraft] = useState(() => draftOf(filing))
  const [saveError, setSaveError] = useState<unknown>()
  const [conflict, setConflict] = useState<FilingDraft['conflict']>(null)
  const newest = useRef(draft)
  const base = useRef({ draft, version: filing.version })
  const unsaved = useRef(false)
  const adopt = (next: Draft) => {
    newest.current = next
    setDraft(next)
  }
  const keepSaved = (saved: Filing) => {
    base.current = { draft: draftOf(saved), version: saved.version }
    queries.setQueryData(operationKey(readFiling, of), saved)
  }
  const settle = async () => {
    const theirs = await client.call(readFiling, of)
    const merged = merge(base.current.draft, newest.current, draftOf(theirs))
    keepSaved(theirs)
    adopt(merged.draft)
    if (merged.disputed.length > 0) setConflict({ ...merged, theirs })
    return merged.disputed.length === 0
  }
  const send = async (value: Draft, idempotencyKey: string) => {
    const input = { ...of, ...savedBody(value), version: base.current.version }
    const saved = await client.call(saveFiling, input, { idempotencyKey })
    unsaved.current = newest.current !== value
    keepSaved(saved)
  }
  const keeping = { key: `filing ${of.filingId}`, withoutPersonalData }
  const autosave = useAutosave<Draft>(async (value, key) => {
    try {
      await send(value, key).catch(async (error: unknown) => {
        if (problemOf(error).code !== staleVersion.code || !(await settle())) throw error
        await send(newest.current, newIntent())
      })
      setSaveError(undefined)
    } catch (error) {
      setSaveError(error)
      throw error
    }
  }, keeping)
  const change: FilingDraft['change'] = (part) => {
    unsaved.current = true
    const changed = typeof part === 'function' ? part(newest.current) : part
    adopt({ ...newest.current, ...changed })
    autosave.change(newest.current)
  }
  // What an earlier page of this tab could not save is taken up again.
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    const left = readUnsavedDraft<Draft>(keeping.key)
    if (left) change(left)
  })
  // Somebody else moved it on while nothing of mine waits: show what is there now.
  useEffect(() => {
    if (unsaved.current || filing.version <= base.current.version) return
    const fresh = draftOf(filing)
    base.current = { draft: fresh, version: filing.version }
    newest.current = fresh
    setDraft(fresh)
  }, [filing])
  const wrong = useMemo(() => {
    const errors = problemOf(saveError)?.errors ?? []
    return Object.fromEntries(errors.map(({ path, message }) => [path, message]))
  }, [saveError])
  return {
    filing,
    draft,
    change,
    setField: (key, value) => change({ form: { ...newest.current.form, [key]: value } as FilingForm }),
    progress: autosave.progress,
    flush: async () => {
      await autosave.flush()
      return unsaved.current ? null : base.current.version
    },
    wrong,
    saveError: conflict || Object.keys(wrong).length > 0 ? undefined : saveError,
    conflict,
    resolve: (chosen) => {
      setConflict(null)
      change({ form: { ...newest.current.form, ...chosen } as FilingForm })
    },
  }
}
