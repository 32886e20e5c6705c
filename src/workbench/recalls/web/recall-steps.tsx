import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import type { RecordPart } from '#ui/ledger/ledger-of.ts'
import { useNeededOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { readDossier } from '../contract.ts'
import type { RecallDossier } from '../dossier/contract.ts'
import { stepWords } from '../words.ts'
import { ChangeForm } from './change-form.tsx'
import { StepDrawerForm } from './step-drawer-form.tsx'
import { formOf, type StepForm, stepForms } from './step-forms.ts'
import { words } from './words.ts'

/** Which deeds the stage allows, the next step first. */
export function formsFor(dossier: RecallDossier): StepForm[] {
  const steps = dossier.steps.filter((step): step is StepForm => step in stepForms)
  const ended = ['closed', 'refuted'].includes(String(dossier.recall.stage))
  return ended ? steps : [...steps, 'record']
}

/** Buttons of the next steps, each with its form in a drawer. */
export function RecallSteps({ enterpriseId, record }: RecordPart) {
  const dossier = useNeededOperation(readDossier, { enterpriseId, recordId: record.id })
  const role = useNeededOperation(readMe, {}).grant?.role
  const decides = role === 'cqo' || role === 'principal'
  const [open, setOpen] = useState<StepForm | 'change'>()
  const close = () => setOpen(undefined)
  const forms = formsFor(dossier).filter((form) => decides || !formOf(form).decided)
  const reported = dossier.papers.some(({ kind }) => kind === 'plan')
  const titleOf = (form: StepForm) => {
    if (form === 'record') return words.steps.record
    return form === 'report-plan' && reported ? words.steps.planAgain : stepWords[form]
  }
  return (
    <>
      {forms.map((form, at) => (
        <Button
          key={form}
          type={at === 0 && form !== 'record' ? 'primary' : 'default'}
          onClick={() => setOpen(form)}
        >
          {titleOf(form)}
        </Button>
      ))}
      {dossier.recall.stage === 'closed' ? null : (
        <Button onClick={() => setOpen('change')}>{words.change}</Button>
      )}
      <Drawer
        open={open !== undefined}
        onClose={close}
        title={open === 'change' ? words.change : open && titleOf(open)}
        size={600}
        destroyOnHidden
        closable={{ 'aria-label': uiWords.close }}
      >
        {open === 'change' ? <ChangeForm dossier={dossier} onDone={close} /> : null}
        {open && open !== 'change' ? <StepDrawerForm form={open} dossier={dossier} onDone={close} /> : null}
      </Drawer>
    </>
  )
}
