import { Link } from '@tanstack/react-router'
import { Button, Drawer, Input, Radio } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/client.ts'
import { PackLink } from '#registry/rules/web/pack-link.tsx'
import { AppFrame } from '#ui/app-frame.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { FitPage } from '#ui/fit-page.tsx'
import { listDate, today } from '#ui/format.ts'
import { useDocumentTitle } from '#ui/page-title.tsx'
import { Stack } from '#ui/section.tsx'
import { ShortcutList } from '#ui/shortcut-list.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useShortcuts } from '#ui/use-shortcuts.ts'
import { WhyPanel } from '#ui/why-panel.tsx'
import { words as uiWords } from '#ui/words.ts'
import { type Filing, printFilingForm } from '../../contract.ts'
import { atDesk } from '../at-desk.ts'
import { ChainView } from '../chain-view.tsx'
import { FilingSheet } from '../filing-sheet.tsx'
import { Relation } from '../follow/changes-view.tsx'
import { followWords } from '../follow/follow-words.ts'
import { History } from '../history.tsx'
import { OnBehalfNote } from '../on-behalf-note.tsx'
import { Papers } from '../papers.tsx'
import { PrintInFull } from '../print-in-full.tsx'
import { ProcedureNote } from '../procedure-note.tsx'
import { RecordedReasons } from '../recorded-reasons.tsx'
import { words as common } from '../words.ts'
import { ChangedNotice } from './changed-notice.tsx'
import { DecisionBar } from './decision-bar.tsx'
import { DefectDock } from './defect-dock.tsx'
import css from './review.module.css'
import { reviewWords as words } from './review-words.ts'
import { SamePerson } from './same-person.tsx'
import { ToldDefects } from './told-defects.tsx'
import { type Decision, useDecision } from './use-decision.ts'
import { type Queue, useQueue } from './use-queue.ts'

/** Review of one filing by its unit: form, papers and rules side by side, all defects at once, decision at the foot. */
export function ReviewPage({ filing }: { readonly filing: Filing }) {
  useDocumentTitle(filing.enterpriseName)
  const decision = useDecision(filing)
  const queue = useQueue(filing)
  const [drawer, setDrawer] = useState<'history' | 'shortcuts' | null>(null)
  const toggle = (wanted: 'history' | 'shortcuts') => setDrawer(drawer === wanted ? null : wanted)
  const shortcuts = useShortcuts({ j: queue.next, k: queue.previous, '?': () => toggle('shortcuts') })
  const [document, setDocument] = useState<string>()
  const { defects } = decision
  const mark = filing.abilities.return ? decision.mark : undefined
  return (
    <AppFrame sider={false}>
      <FitPage
        head={<Head filing={filing} queue={queue} onDrawer={toggle} />}
        columns="minmax(0, 1.7fr) minmax(280px, 0.9fr) minmax(310px, 1fr)"
        panes={[
          {
            key: 'sheet',
            label: words.sheet,
            content: (
              <>
                {decision.newer ? (
                  <ChangedNotice seen={filing} now={decision.newer} onLoad={decision.load} />
                ) : null}
                {decision.error ? <RefusedAlert error={decision.error} /> : null}
                <Relation filing={filing} />
                <OnBehalfNote filing={filing} />
                <RecordedReasons filing={filing} />
                <ToldDefects filing={filing} />
                <FilingSheet
                  filing={filing}
                  onMark={mark}
                  defects={Object.fromEntries(defects.map(({ place }, index) => [place, index + 1]))}
                />
              </>
            ),
          },
          {
            key: 'papers',
            label: words.papers,
            content: (
              <div className={css.viewer}>
                <Papers
                  filing={filing}
                  {...(document && { shown: document })}
                  onShow={setDocument}
                  tool={({ key }) =>
                    mark ? (
                      <Button type="link" size="small" onClick={() => mark(key)}>
                        {words.markDocument}
                      </Button>
                    ) : null
                  }
                />
              </div>
            ),
          },
          {
            key: 'rules',
            label: words.verdict,
            content: filing.verdict ? (
              <div className={css.side}>
                <WhyPanel verdict={filing.verdict} packLink={<PackLink verdict={filing.verdict} />} bare>
                  <Reasons filing={filing} decision={decision} />
                </WhyPanel>
                <ProcedureNote procedure={filing.procedure} />
                <SamePerson filing={filing} />
              </div>
            ) : (
              <EmptyState text={filing.kind === 'cancel' ? followWords.noVerdict : common.noVerdict} />
            ),
          },
        ]}
        dock={
          defects.length > 0 ? (
            <DefectDock asked={filing.asked} defects={defects} onDefects={decision.setDefects} />
          ) : undefined
        }
        bar={<DecisionBar filing={filing} decision={decision} />}
      />
      <Drawer
        open={drawer !== null}
        onClose={() => setDrawer(null)}
        title={drawer === 'history' ? words.history : words.shortcuts}
        closable={{ 'aria-label': uiWords.close }}
        size={440}
      >
        {drawer === 'history' ? (
          <Stack>
            <ChainView filing={filing} />
            <History filing={filing} />
          </Stack>
        ) : null}
        {drawer === 'shortcuts' ? <ShortcutList rows={words.shortcutRows} {...shortcuts} /> : null}
      </Drawer>
    </AppFrame>
  )
}

type HeadProps = {
  readonly filing: Filing
  readonly queue: Queue
  readonly onDrawer: (drawer: 'history' | 'shortcuts') => void
}

function Head({ filing, queue, onDrawer }: HeadProps) {
  const of = { enterpriseId: filing.enterpriseId, filingId: filing.id }
  return (
    <>
      <Link to="/filings" search={{ status: filing.status } as never}>
        {common.back}
      </Link>
      <h1>{filing.enterpriseName}</h1>
      <StatusText status={atDesk(filing)} boxed />
      <span>{common.kinds[filing.kind]}</span>
      <span>{filing.filingNo ?? words.received(listDate(filing.submittedAt?.slice(0, 10), today()))}</span>
      <span className={css.grow} />
      {queue.position && queue.total ? <span>{words.place(queue.position, queue.total)}</span> : null}
      <Button disabled={!queue.previous} onClick={queue.previous}>
        {words.previous}
      </Button>
      <Button disabled={!queue.next} onClick={queue.next}>
        {words.next}
      </Button>
      <Button onClick={() => onDrawer('history')}>{words.history}</Button>
      <Button href={addressOf(printFilingForm, of)} target="_blank">
        {common.print}
      </Button>
      {filing.abilities.reveal ? (
        <PrintInFull filing={filing} purpose={common.archivePurpose} label={common.printInFull} />
      ) : null}
      <Button type="text" onClick={() => onDrawer('shortcuts')}>
        {words.shortcuts} ?
      </Button>
    </>
  )
}

function hintOf({ relaxes, relaxedElsewhere, outOfOrder }: Decision): string {
  if (relaxes) return words.relaxationHint
  if (relaxedElsewhere) return words.relaxedElsewhere
  return outOfOrder ? words.orderNotKept : words.registerHint
}

/** What the reviewer writes beside the verdict before registering. */
function Reasons({ filing, decision }: { readonly filing: Filing; readonly decision: Decision }) {
  if (!filing.abilities.register) return null
  const { relaxes } = decision
  const exclusions = filing.verdict?.tree.find(({ kind }) => kind === 'exclusions')
  return (
    <Stack>
      {exclusions ? (
        <FieldSet name="exclusionsReview" label={words.exclusions(exclusions.title)}>
          {() => (
            <Radio.Group
              value={decision.exclusions}
              onChange={(event) => decision.setExclusions(event.target.value)}
              options={[
                { value: 'none-found', label: words.noneFound },
                { value: 'found', label: words.found },
              ]}
            />
          )}
        </FieldSet>
      ) : null}
      {decision.needsReason ? (
        <Field
          name={relaxes ? 'relaxationReason' : 'registerReason'}
          label={relaxes ? words.relaxationReason : words.registerReason}
          hint={hintOf(decision)}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 2 }}
              maxLength={500}
              value={decision.reason}
              onChange={(event) => decision.setReason(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      {filing.fourEyes === 'reason' ? (
        <Field name="fourEyesReason" label={words.fourEyesReason} hint={words.fourEyesHint}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 2 }}
              maxLength={500}
              value={decision.ownReason}
              onChange={(event) => decision.setOwnReason(event.target.value)}
            />
          )}
        </Field>
      ) : null}
    </Stack>
  )
}
