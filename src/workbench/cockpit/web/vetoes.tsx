import { Link } from '@tanstack/react-router'
import { instant } from '#ui/format.ts'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Cockpit, StandingVeto } from '../contract.ts'
import css from './cockpit.module.css'
import { words } from './words.ts'

const { vetoes: said } = words

type Props = { readonly enterpriseId: string; readonly vetoes: Cockpit['vetoes'] }

/** What must not go on now. */
export function Vetoes({ enterpriseId, vetoes }: Props) {
  const { rows, standing } = vetoes
  return (
    <Section
      title={said.title}
      extra={<Link to={`/enterprises/${enterpriseId}/vetoes` as never}>{said.all}</Link>}
      flush
    >
      {rows.length === 0 ? <p style={{ padding: 16 }}>{said.none}</p> : null}
      {rows.map((veto) => (
        <Veto key={veto.id} veto={veto} enterpriseId={enterpriseId} />
      ))}
      {standing > rows.length ? (
        <p className={css.foot}>
          <Muted small>{said.more(standing - rows.length)}</Muted>
        </p>
      ) : null}
    </Section>
  )
}

const HOUR = 3_600_000

function since(at: string): string {
  const hours = Math.max(0, Math.floor((Date.now() - Date.parse(at)) / HOUR))
  return said.for(Math.floor(hours / 24), hours % 24)
}

function Veto({ veto, enterpriseId }: { readonly veto: StandingVeto; readonly enterpriseId: string }) {
  const stops = veto.acts.map((act) => said.acts[act] ?? act).join('、')
  return (
    <div className={css.veto}>
      <div className={css.vetoHead}>
        <Link to={`/enterprises/${enterpriseId}/${veto.path}` as never}>
          <strong>{veto.number}</strong>
        </Link>
        <StatusText boxed status={{ text: stops, icon: 'stop', tone: 'error' }} />
        <Muted small>{since(veto.since)}</Muted>
      </div>
      <dl>
        <dt>{said.subject}</dt>
        <dd>{veto.subject}</dd>
        <dt>{said.conditions}</dt>
        <dd>{said.conditionsOf(veto.conditions.met, veto.conditions.all)}</dd>
        <dt>{said.attempts}</dt>
        <dd>{said.attemptsOf(veto.attempts, instant(veto.lastAttempt).slice(5))}</dd>
      </dl>
    </div>
  )
}
