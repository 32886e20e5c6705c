import { Button } from 'antd'
import { useEffect } from 'react'
import { addressOf } from '#platform/client.ts'
import { PackLink } from '#registry/rules/web/pack-link.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { SaveState } from '#ui/save-state.tsx'
import { FormSection, Stack } from '#ui/section.tsx'
import { TaskList } from '#ui/task-list.tsx'
import { ActionBar, TransactionFrame } from '#ui/transaction-frame.tsx'
import { WhyPanel } from '#ui/why-panel.tsx'
import { printFilingForm } from '../../contract.ts'
import { ProcedureNote } from '../procedure-note.tsx'
import { ConflictPanel } from './conflict-panel.tsx'
import { DefectAnswers } from './defect-answers.tsx'
import { errorsOf, type FormTools } from './form-tools.ts'
import { formWords } from './form-words.ts'
import { PartFields } from './part-fields.tsx'
import { closingTasks, partState, partsOf, partTasks } from './parts.ts'

/** The whole form on one page: task list left, 为什么 right, what is next at the foot. */
export function DesktopForm(tools: FormTools) {
  const { state, attempt, part, openPlace, check, leave } = tools
  const { filing, wrong } = state
  const of = { enterpriseId: filing.enterpriseId, filingId: filing.id }
  const errorOf = errorsOf(tools)
  useEffect(() => {
    if (part) document.getElementById(part)?.scrollIntoView()
  }, [part])
  const faults = Object.entries(wrong).map(([path, message]) => ({
    path: path.replace(/^form\./, ''),
    message,
  }))
  const toMend = [...faults, ...(attempt > 0 ? filing.open : [])]
  const next = faults[0] ?? filing.open[0]
  const parts = partsOf(filing)
  const done = parts.filter(({ key }) => partState(key, filing, wrong).state === 'done').length
  const checkAt = { to: `/filings/${of.enterpriseId}/${of.filingId}/check` }
  const follow = (path: string) => void openPlace(path)
  return (
    <TransactionFrame
      back={{ to: '/', label: formWords.back }}
      title={formWords.transaction}
      save={<SaveState progress={state.progress} />}
      tasks={
        <TaskList
          variant="side"
          title={formWords.fill}
          progress={formWords.progress(done, parts.length)}
          groups={[
            { tasks: partTasks(filing, wrong, (key) => ({ to: `#${key}` })) },
            { tasks: closingTasks(filing, checkAt) },
          ]}
        />
      }
      aside={
        filing.verdict ? (
          <>
            <WhyPanel
              verdict={filing.verdict}
              heading={formWords.whyHeading}
              note={formWords.whyNote}
              packLink={<PackLink verdict={filing.verdict} />}
            />
            <ProcedureNote procedure={filing.procedure} />
          </>
        ) : undefined
      }
      bar={
        <ActionBar
          note={next ? formWords.openCount(filing.open.length + faults.length) : formWords.leaveNote}
        >
          <Button onClick={() => void leave()}>{formWords.leave}</Button>
          <Button href={addressOf(printFilingForm, of)} target="_blank">
            {formWords.preview}
          </Button>
          {next && attempt > 0 ? (
            <Button type="primary" onClick={() => follow(next.path)}>
              {formWords.nextPlace}
            </Button>
          ) : (
            <Button type="primary" onClick={() => void check()}>
              {formWords.check}
            </Button>
          )}
        </ActionBar>
      }
    >
      <PageTitle title={formWords.title} sub={filing.enterpriseName} />
      <Stack>
        <ConflictPanel state={state} />
        {attempt > 0 ? (
          <ErrorSummary
            errors={toMend}
            consequence={formWords.consequence}
            attempt={attempt}
            onOpen={follow}
          />
        ) : null}
        {state.saveError ? <RefusedAlert error={state.saveError} /> : null}
        <DefectAnswers state={state} onOpen={follow} />
        {parts.map(({ key, title, number }) => (
          <FormSection key={key} id={key} number={number} title={title} note={formWords.notes[key]}>
            <PartFields part={key} state={state} errorOf={errorOf} />
          </FormSection>
        ))}
      </Stack>
    </TransactionFrame>
  )
}
