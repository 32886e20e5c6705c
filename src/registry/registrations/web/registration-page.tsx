import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { PublicPage } from '#ui/public-page.tsx'
import { Stack } from '#ui/section.tsx'
import { FillForm } from './fill-form.tsx'
import { ScansForm } from './scans-form.tsx'
import { Sent } from './sent.tsx'
import { words } from './words.ts'

type Draft = { readonly receiptNo: string; readonly ticket: string }

/** An enterprise registers itself: particulars, scans, receipt. */
export default function RegistrationPage() {
  const [draft, setDraft] = useState<Draft>()
  const [unitName, setUnitName] = useState<string>()
  const title = unitName ? words.sentTitle : draft ? words.scansTitle : words.title
  return (
    <PublicPage title={title} wide>
      {!draft ? (
        <Stack>
          <p>{words.intro}</p>
          <nav aria-label={words.title}>
            <Link to="/registration/state">{words.already}</Link>
            {'　'}
            <Link to="/sign-in">{words.toSignIn}</Link>
          </nav>
          <FillForm onStarted={setDraft} />
        </Stack>
      ) : null}
      {draft && !unitName ? <ScansForm draft={draft} onSent={setUnitName} /> : null}
      {draft && unitName ? <Sent receiptNo={draft.receiptNo} unitName={unitName} /> : null}
    </PublicPage>
  )
}
