import { Link } from '@tanstack/react-router'
import { instant } from '#ui/format.ts'
import { Muted } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { type Hold, listHolds } from '../../contract.ts'
import { words } from '../words.ts'
import css from './hold-banner.module.css'

type Props = { readonly enterpriseId: string; readonly subjectId: string }

/** What is stopped about a record, since when and by which veto; nothing where nothing is. */
export function HoldBanner({ enterpriseId, subjectId }: Props) {
  const { data } = useOperation(listHolds, { enterpriseId, subjectId })
  return (data?.holds ?? []).map((hold) => <Banner key={hold.id} enterpriseId={enterpriseId} hold={hold} />)
}

function Banner({ enterpriseId, hold }: { readonly enterpriseId: string; readonly hold: Hold }) {
  return (
    <section className={css.hold} aria-label={words.title}>
      <StatusText status={{ text: words.title, icon: 'stop', tone: 'error' }} />
      <b>{words.stopped(hold.acts)}</b>
      <Link to={`/enterprises/${enterpriseId}/${hold.path}`}>{`${hold.number} ${hold.subjectText}`}</Link>
      <Muted>
        {words.since(instant(hold.since))}　{words.attempts(hold.attempts)}
      </Muted>
    </section>
  )
}
