import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { addFile } from '#foundation/files/contract.ts'
import { readMe } from '#foundation/sign-in/contract.ts'
import { readPackInForce } from '#registry/rules/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { scanRules } from '#ui/file-rules.ts'
import { instant, today } from '#ui/format.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import {
  confirmFiling,
  countFilings,
  type Filing,
  listFilings,
  readFiling,
  submitFiling,
} from '../../contract.ts'
import { followWords } from '../follow/follow-words.ts'
import { PrintInFull } from '../print-in-full.tsx'
import { checkWords } from './check-words.ts'

const touched = { invalidates: [readFiling, listFilings, countFilings] }

/** The last step: the principal's confirmation, in the app or by stamped scan as the rules say, then the submission. */
export function HandIn({ filing }: { readonly filing: Filing }) {
  const me = useNeededOperation(readMe, {})
  const navigate = useNavigate()
  const of = { enterpriseId: filing.enterpriseId, filingId: filing.id }
  const rules = useOperation(readPackInForce, { unitId: filing.unitId, onDate: today() })
  const onBehalf = me.grant.unitId !== null
  const allowed = rules.data?.pack.flow.confirmation ?? ['in-app']
  // Without computer there is only paper.
  const modes = onBehalf ? ['stamped-scan'] : allowed
  const exception = onBehalf && rules.data && !allowed.includes('stamped-scan')
  const confirm = useCommand(confirmFiling, touched)
  const submit = useCommand(submitFiling, {
    ...touched,
    onDone: () => navigate({ to: '/filings/$enterpriseId/$filingId/sent', params: of }),
  })
  const current = { ...of, version: filing.version }
  const refused = confirm.error ?? submit.error
  if (!filing.abilities.confirm && !filing.abilities.submit) {
    return <Muted>{checkWords.notYours}</Muted>
  }
  if (filing.open.length > 0) return <Muted>{checkWords.afterMending(filing.open.length)}</Muted>
  if (filing.confirmedAt) {
    return (
      <Section title={checkWords.submitTitle} note={checkWords.confirmedAt(instant(filing.confirmedAt))}>
        <Stack>
          {refused ? <RefusedAlert error={refused} /> : null}
          <p>
            {checkWords.submitText(
              filing.ahead.map(({ unitName, title }) => `${unitName}${title}`),
              filing.unitName,
            )}
          </p>
          <div>
            <Button
              type="primary"
              size="large"
              loading={submit.isPending}
              onClick={() => submit.mutate(current)}
            >
              {checkWords.submit}
            </Button>
          </div>
        </Stack>
      </Section>
    )
  }
  const upload = async (file: File, options: object) => {
    const kept = { enterpriseId: filing.enterpriseId, purpose: 'confirmation-scan', name: file.name } as const
    return uploadBytes(addFile, kept, file, options)
  }
  return (
    <Section title={checkWords.confirmTitle}>
      <Stack>
        {refused ? <RefusedAlert error={refused} /> : null}
        {modes.includes('in-app') && me.grant.role === 'principal' ? (
          <>
            <p>{filing.kind === 'cancel' ? followWords.sentence(me.name) : checkWords.sentence(me.name)}</p>
            <div>
              <Button
                type="primary"
                size="large"
                loading={confirm.isPending}
                onClick={() => confirm.mutate(current)}
              >
                {filing.kind === 'cancel' ? followWords.confirm : checkWords.confirm}
              </Button>
            </div>
          </>
        ) : null}
        {modes.includes('in-app') && me.grant.role !== 'principal' ? (
          <p>{checkWords.askPrincipal(filing.form.principalName ?? '')}</p>
        ) : null}
        {modes.includes('stamped-scan') ? (
          <>
            <p>{onBehalf ? checkWords.byScanOnBehalf : checkWords.byScan}</p>
            {exception ? <Muted>{checkWords.onlyInApp}</Muted> : null}
            <PrintInFull filing={filing} purpose={checkWords.stampPurpose} label={checkWords.printToStamp} />
            <FileDrop
              label={checkWords.stampedForm}
              rules={scanRules}
              upload={upload}
              onUploaded={(stored) => confirm.mutate({ ...current, scanId: stored.id })}
            />
          </>
        ) : null}
      </Stack>
    </Section>
  )
}
