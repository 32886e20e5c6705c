import { Link } from '@tanstack/react-router'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import type { Filing } from '../../contract.ts'
import { extensionWords } from '../../extensions/words.ts'
import type { FilingForm } from '../../form.ts'
import { privateLabels } from '../../private-labels.ts'
import { placeLabel } from '../place.ts'
import { shownValue } from '../shown.ts'
import { words as common } from '../words.ts'
import css from './follow.module.css'
import { followWords as words } from './follow-words.ts'

/** What a filing follows and what follows from it; of a 变更 what differs, field by field, private fields without their content. */
export function Relation({ filing }: { readonly filing: Filing }) {
  const { previous, supersededAt, cancelledOn, leftOn, kind, enterpriseId } = filing
  if (!previous && !supersededAt && !cancelledOn && !leftOn) return null
  return (
    <>
      <Section title={words.relation}>
        <Stack>
          {previous ? (
            <>
              <div>{sentence(kind, previous)}</div>
              <div>
                <Link
                  to="/filings/$enterpriseId/$filingId"
                  params={{ enterpriseId, filingId: previous.filingId }}
                >
                  {words.viewPrevious}
                </Link>
              </div>
            </>
          ) : null}
          {supersededAt ? <div>{words.superseded(civilDateOf(new Date(supersededAt)))}</div> : null}
          {cancelledOn ? <div>{words.cancelledFrom(cancelledOn)}</div> : null}
          {leftOn && filing.status === 'registered' ? <div>{words.leftNote(leftOn)}</div> : null}
        </Stack>
      </Section>
      {kind === 'change' && previous ? <Changes filing={filing} /> : null}
    </>
  )
}

function sentence(kind: Filing['kind'], previous: NonNullable<Filing['previous']>): string {
  const number = previous.filingNo ?? ''
  if (kind === 'new') return number
  return words.follows[kind](number, previous.personName)
}

function Changes({ filing }: { readonly filing: Filing }) {
  const { changes } = filing
  return (
    <Section title={words.changes(changes.length)} flush>
      {changes.length === 0 ? (
        <div className={css.none}>
          <Muted>{words.noChanges}</Muted>
        </div>
      ) : (
        <table className={css.changes}>
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((place) => (
              <Row key={place} place={place} filing={filing} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

function Row({ place, filing }: { readonly place: string; readonly filing: Filing }) {
  const label = place === 'papers' ? words.papers : placeLabel(place, filing.asked)
  const concealed = hiddenWords(place, filing)
  return (
    <tr>
      <th scope="row">{label}</th>
      {concealed ? (
        <td colSpan={2}>{concealed}</td>
      ) : (
        <>
          <td>{shownAt(place, filing, filing.previous?.form ?? {})}</td>
          <td>{shownAt(place, filing, filing.form)}</td>
        </>
      )}
    </tr>
  )
}

/** Said instead of the content: of private fields, and of papers. */
function hiddenWords(place: string, { asked, hiddenExtensions }: Filing): string | null {
  if (place === 'photo' || place === 'papers') return words.replacedPaper
  const key = place.replace('extensions.', '')
  const personal = hiddenExtensions.includes(key) || asked.some((item) => item.key === key && item.personal)
  return place in privateLabels || personal ? words.hidden : null
}

function shownAt(place: string, { asked }: Filing, form: Filing['form']): string {
  if (!place.startsWith('extensions.')) {
    return shownValue(place as keyof FilingForm, form as FilingForm) ?? common.none
  }
  const key = place.slice('extensions.'.length)
  const value = form.extensions?.[key]
  const item = asked.find((each) => each.key === key)
  return (item ? extensionWords(item, value) : value === undefined ? undefined : String(value)) ?? common.none
}
