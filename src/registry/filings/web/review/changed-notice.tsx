import { Button } from 'antd'
import { instant } from '#ui/format.ts'
import { StatusText } from '#ui/status-text.tsx'
import { filingStatus } from '#ui/statuses.ts'
import type { Filing } from '../../contract.ts'
import { fieldLabels } from '../../field-labels.ts'
import type { FilingForm } from '../../form.ts'
import { shownValue } from '../shown.ts'
import { words as common } from '../words.ts'
import css from './review.module.css'
import { reviewWords as words } from './review-words.ts'

type ChangedProps = { readonly seen: Filing; readonly now: Filing; readonly onLoad: () => void }

/** Somebody was quicker: who did what, and what differs, side by side, before one goes on. */
export function ChangedNotice({ seen, now, onLoad }: ChangedProps) {
  const last = now.events.at(-1)
  const keys = (Object.keys(fieldLabels) as (keyof FilingForm)[]).filter(
    (key) => JSON.stringify(seen.form[key as never]) !== JSON.stringify(now.form[key as never]),
  )
  const shown = (filing: Filing, key: keyof FilingForm) =>
    shownValue(key, filing.form as FilingForm) ?? common.none
  return (
    <section className={css.changed} role="alert" aria-label={words.changed}>
      <h2>{words.changed}</h2>
      {last ? (
        <p>
          {words.changedBy(
            last.accountName,
            common.eventWords[last.kind] ?? last.kind,
            instant(last.recordedAt),
          )}
        </p>
      ) : null}
      {keys.length === 0 ? <p>{words.onlyProgress}</p> : null}
      <table className={css.compare}>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.seenByYou}</th>
            <th scope="col">{words.now}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.status}</th>
            <td>
              <StatusText status={filingStatus(seen.status, 'unit')} />
            </td>
            <td>
              <StatusText status={filingStatus(now.status, 'unit')} />
            </td>
          </tr>
          {keys.map((key) => (
            <tr key={key}>
              <th scope="row">{fieldLabels[key]}</th>
              <td>{shown(seen, key)}</td>
              <td>{shown(now, key)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button type="primary" onClick={onLoad}>
        {words.load}
      </Button>
    </section>
  )
}
