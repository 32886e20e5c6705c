import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { SaveState } from '#ui/save-state.tsx'
import { Section, Stack } from '#ui/section.tsx'
import { PartsBar, TaskList } from '#ui/task-list.tsx'
import { ActionBar, TransactionFrame } from '#ui/transaction-frame.tsx'
import { WhyPanel, WhyStrip } from '#ui/why-panel.tsx'
import { words as uiWords } from '#ui/words.ts'
import { ConflictPanel } from './conflict-panel.tsx'
import { DefectAnswers } from './defect-answers.tsx'
import { errorsOf, type FormTools } from './form-tools.ts'
import { formWords } from './form-words.ts'
import { PartFields } from './part-fields.tsx'
import { closingTasks, type PartKey, partOf, partState, partsOf, partTasks } from './parts.ts'

/** On a phone: the parts as a list of tasks, and one part at a time. */
export function PhoneForm(tools: FormTools) {
  return tools.part ? <OnePart {...tools} part={tools.part} /> : <AllParts {...tools} />
}

function Bar({ state }: Pick<FormTools, 'state'>) {
  const bars = partsOf(state.filing).map(({ key }) => partState(key, state.filing, state.wrong).state)
  return (
    <PartsBar
      parts={bars.map((each) => (each === 'done' ? 'done' : each === 'to-fix' ? 'to-fix' : 'todo'))}
    />
  )
}

function AllParts({ state, openPlace, open, check }: FormTools) {
  const { filing, wrong } = state
  const parts = partsOf(filing)
  const first = parts.find(({ key }) => partState(key, filing, wrong).state !== 'done')
  const done = parts.filter(({ key }) => partState(key, filing, wrong).state === 'done').length
  const here = `/filings/${filing.enterpriseId}/${filing.id}/edit`
  const checkAt = { to: `/filings/${filing.enterpriseId}/${filing.id}/check` }
  return (
    <TransactionFrame
      back={{ to: '/', label: formWords.back }}
      title={formWords.transaction}
      save={<SaveState progress={state.progress} />}
      bar={
        <ActionBar note={first ? formWords.openCount(filing.open.length) : undefined}>
          <Button type="primary" size="large" block onClick={() => void (first ? open(first.key) : check())}>
            {first ? formWords.beginWith(first.title) : formWords.check}
          </Button>
        </ActionBar>
      }
    >
      <PageTitle
        title={formWords.shortTitle}
        sub={[filing.enterpriseName, filing.form.name].filter(Boolean).join('　')}
      />
      <Stack>
        <ConflictPanel state={state} />
        <DefectAnswers state={state} onOpen={(place) => void openPlace(place)} />
        <Bar state={state} />
        <TaskList
          variant="page"
          progress={formWords.progress(done, parts.length)}
          groups={[
            {
              title: formWords.fill,
              tasks: partTasks(filing, wrong, (part) => ({ to: here, search: { part } })),
            },
            { title: formWords.handIn, tasks: closingTasks(filing, checkAt) },
          ]}
        />
      </Stack>
    </TransactionFrame>
  )
}

function OnePart(tools: FormTools & { readonly part: PartKey }) {
  const { state, part, open, openPlace } = tools
  const { filing, wrong } = state
  const [why, setWhy] = useState(false)
  const [attempt, setAttempt] = useState(tools.attempt)
  const parts = partsOf(filing)
  const number = parts.findIndex(({ key }) => key === part) + 1
  const title = formWords.parts[part]
  const inPart = ({ path }: { path: string }) => partOf(path) === part
  const faults = Object.entries(wrong)
    .filter(([path]) => inPart({ path }))
    .map(([path, message]) => ({ path: path.replace(/^form\./, ''), message }))
  const toMend = attempt > 0 ? [...faults, ...filing.open.filter(inPart)] : []
  const goOn = async () => {
    if ((await state.flush()) === null) return setAttempt(attempt + 1)
    setAttempt(0)
    await open(parts[number]?.key)
    window.scrollTo(0, 0)
  }
  return (
    <TransactionFrame
      back={{ to: '/', label: formWords.back }}
      title={formWords.transaction}
      save={<SaveState progress={state.progress} />}
      bar={
        <ActionBar>
          <Button size="large" block onClick={() => void open(undefined)}>
            {formWords.allParts}
          </Button>
          <Button type="primary" size="large" block onClick={() => void goOn()}>
            {parts[number] ? formWords.saveAndGoOn : formWords.saveAndBack}
          </Button>
        </ActionBar>
      }
    >
      <PageTitle title={title} above={formWords.partOf(number, parts.length)} />
      <Stack>
        <Bar state={state} />
        <ConflictPanel state={state} />
        <ErrorSummary
          errors={toMend}
          title={formWords.mendHere}
          attempt={attempt}
          onOpen={(path) => void openPlace(path)}
        />
        {state.saveError ? <RefusedAlert error={state.saveError} /> : null}
        <Section>
          <PartFields key={part} part={part} state={state} errorOf={errorsOf({ state, attempt })} />
        </Section>
        {filing.verdict ? (
          <>
            <WhyStrip verdict={filing.verdict} heading={formWords.whyHeading} onOpen={() => setWhy(true)} />
            <Drawer
              open={why}
              onClose={() => setWhy(false)}
              placement="bottom"
              size="85%"
              title={formWords.whyHeading}
              closable={{ 'aria-label': uiWords.close }}
            >
              <WhyPanel
                verdict={filing.verdict}
                heading={formWords.whyHeading}
                note={formWords.whyNote}
                bare
              />
            </Drawer>
          </>
        ) : null}
      </Stack>
    </TransactionFrame>
  )
}
