import { instant } from '#ui/format.ts'
import { Facts, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { ReportContent } from '../reports/contract.ts'
import { words } from './words.ts'

const { report: said } = words

/** Whose report, as of when, by which reading of the guide, and whether it is still what it was. */
export function ReportFacts({
  content,
  digest,
  intact,
}: {
  readonly content: ReportContent
  readonly digest: string
  readonly intact: boolean
}) {
  const { enterprise, asOf, madeBy, guide, totals } = content
  return (
    <Section>
      <Facts
        items={[
          { term: said.facts.enterprise, value: `${enterprise.name}　${enterprise.creditCode}` },
          { term: said.facts.guide, value: said.guide(guide.docNo, guide.version) },
          { term: said.facts.asOf, value: instant(asOf) },
          { term: said.facts.madeBy, value: madeBy },
          {
            term: words.title,
            value: `${words.states.proved} ${totals.proved} ${words.of(totals.total)}　${words.states.partly} ${totals.partly}　${words.states.none} ${totals.none}　${words.states['not-applicable']} ${totals.notApplicable}　${words.statedOf(totals.stated)}`,
          },
          {
            term: said.facts.digest,
            value: (
              <>
                <span style={{ overflowWrap: 'anywhere' }}>{digest}</span>
                <div>
                  <StatusText
                    status={
                      intact
                        ? { text: said.intact, icon: 'check-circle', tone: 'success' }
                        : { text: said.broken, icon: 'warning', tone: 'error' }
                    }
                  />
                </div>
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}
