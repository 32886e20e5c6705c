import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { focusField } from '#ui/error-summary.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { useNeededOperation } from '#ui/use-operation.ts'
import { usePhone } from '#ui/use-phone.ts'
import { readFiling } from '../../contract.ts'
import { CancellationEdit } from '../follow/cancellation-edit.tsx'
import { DesktopForm } from './desktop-form.tsx'
import { type PartKey, partOf, partsOf } from './parts.ts'
import { PhoneForm } from './phone-form.tsx'
import { useFilingDraft } from './use-filing-draft.ts'

/** Filling in what was begun: 附件1, or the short form of a 注销. */
export default function FillPage() {
  const of = useScreenParams('enterpriseId', 'filingId')
  const filing = useNeededOperation(readFiling, of)
  return filing.kind === 'cancel' ? (
    <CancellationEdit key={filing.id} filing={filing} />
  ) : (
    <FillForm {...of} />
  )
}

/** Filling in 附件1: the whole form on a desk, a task list and one part at a time on a phone. */
function FillForm(of: { readonly enterpriseId: string; readonly filingId: string }) {
  const state = useFilingDraft(of)
  const search = useSearch({ strict: false }) as { part?: string }
  const phone = usePhone()
  const navigate = useNavigate()
  const [attempt, setAttempt] = useState(0)
  const part = partsOf(state.filing).find(({ key }) => key === search.part)?.key
  const open = (key: PartKey | undefined) =>
    navigate({ to: '.', search: (key ? { part: key } : {}) as never })
  /** Brings a field into view, wherever it stands. */
  const openPlace = async (path: string) => {
    if (focusField(path)) return
    await open(partOf(path))
    requestAnimationFrame(() => {
      if (!focusField(path)) document.getElementById(partOf(path))?.scrollIntoView()
    })
  }
  /** To the check page; what is missing is said first. */
  const check = async () => {
    const version = await state.flush()
    const { filing } = state
    if (version === null || filing.open.length > 0) setAttempt(attempt + 1)
    else await navigate({ to: '/filings/$enterpriseId/$filingId/check', params: of })
  }
  const leave = async () => {
    if ((await state.flush()) !== null) await navigate({ to: '/' })
  }
  const tools = { state, attempt, open, openPlace, check, leave }
  return phone ? <PhoneForm {...tools} part={part} /> : <DesktopForm {...tools} part={part} />
}
