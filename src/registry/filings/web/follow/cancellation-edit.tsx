import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { AppFrame } from '#ui/app-frame.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { Section } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { type Filing, listFilings, readFiling } from '../../contract.ts'
import { saveFilingCancellation } from '../../follow/contract.ts'
import { DefectAnswers } from '../fill/defect-answers.tsx'
import { type Draft, draftOf } from '../fill/draft.ts'
import { ExtensionFields } from '../fill/extension-fields.tsx'
import { words as common } from '../words.ts'
import { CancellationForm } from './cancellation-form.tsx'
import { followWords as words } from './follow-words.ts'

/** A 注销 that is a draft or came back, changed before it is handed in. */
export function CancellationEdit({ filing }: { readonly filing: Filing }) {
  const of = { enterpriseId: filing.enterpriseId, filingId: filing.id }
  const navigate = useNavigate()
  const [draft, setDraft] = useState<Draft>(() => draftOf(filing))
  const change = (part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) =>
    setDraft((before) => ({ ...before, ...(typeof part === 'function' ? part(before) : part) }))
  const save = useCommand(saveFilingCancellation, {
    invalidates: [readFiling, listFilings],
    onDone: () => navigate({ to: '/filings/$enterpriseId/$filingId/check', params: of }),
  })
  const refused = save.error ? (problemOf(save.error).errors ?? []) : []
  const errorOf = (path: string) =>
    refused.find((each) => each.path === path)?.message ??
    filing.open.find((each) => each.path === path)?.message
  const papers = new Set(Object.values(draft.form.evidence ?? {}).flat())
  const { cancellation } = filing
  return (
    <AppFrame>
      <PageTitle
        title={words.cancelTitle}
        above={{ to: `/filings/${of.enterpriseId}/${of.filingId}`, label: words.backToFiling }}
        sub={words.cancelText(filing.previous?.filingNo ?? '', filing.form.name ?? '')}
      />
      <CancellationForm
        enterpriseId={of.enterpriseId}
        begin={{
          on: cancellation?.on ?? '',
          reason: cancellation?.reason,
          note: cancellation?.note ?? '',
          scans: filing.scans.filter(({ fileId }) => !papers.has(fileId)),
        }}
        error={save.error}
        saving={save.isPending}
        onSave={({ scans, reason, on, note }) =>
          save.mutate({
            ...{ ...of, version: filing.version, on, note, reason: reason ?? '' },
            scanIds: scans.map(({ fileId }) => fileId),
            extensions: draft.form.extensions ?? {},
            evidence: draft.form.evidence ?? {},
            answers: Object.entries(draft.answers)
              .filter(([, answer]) => answer !== '')
              .map(([seq, answer]) => ({ seq: Number(seq), answer })),
          })
        }
      >
        <DefectAnswers state={{ filing, draft, change }} onOpen={() => undefined} />
        {filing.asked.length > 0 ? (
          <Section title={common.groups.extensions}>
            <ExtensionFields filing={filing} draft={draft} change={change} errorOf={errorOf} />
          </Section>
        ) : null}
      </CancellationForm>
    </AppFrame>
  )
}
