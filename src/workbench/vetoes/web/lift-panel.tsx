import { instant } from '#ui/format.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { checkVeto, liftVeto, listVetoes, readVeto, type Veto } from '../contract.ts'
import { Said } from './said.tsx'
import css from './veto.module.css'
import { words } from './words.ts'

const { lift: said } = words
const touched = [readVeto, listVetoes]

/** What still stands between the veto and its lifting, the second person's look, and the lifting itself. */
export function LiftPanel({ veto }: { readonly veto: Veto }) {
  const { check, end, may, state } = veto
  const of = { enterpriseId: veto.enterpriseId, vetoId: veto.id, version: veto.version }
  const checked = check && <p>{said.checked(check.byName, instant(check.at))}</p>
  if (end) {
    return (
      <Section title={said.title}>
        {checked}
        {state === 'lifted' ? (
          <p>{said.lifted(end.byName, instant(end.at))}</p>
        ) : (
          <StatusText status={{ text: words.states.overridden, icon: 'warning', tone: 'error' }} />
        )}
        {state === 'lifted' && end.note ? <p className={css.words}>{end.note}</p> : null}
      </Section>
    )
  }
  return (
    <Section title={said.title}>
      <Stack>
        {checked}
        {veto.obstacles.length > 0 ? (
          <div>
            <b>{said.not}</b>
            <ul className={css.obstacles}>
              {veto.obstacles.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </div>
        ) : null}
        {may.check && veto.obstacles.length > 0 ? (
          <Said
            op={checkVeto}
            input={of}
            text={{ key: 'note', label: said.checkNote, hint: said.checkHint }}
            title={said.check}
            button={said.check}
            lead={said.checkText}
            invalidates={touched}
            primary
            block
          />
        ) : null}
        {may.lift ? (
          <Said
            op={liftVeto}
            input={of}
            text={{ key: 'note', label: said.note, optional: true }}
            title={said.do}
            button={said.do}
            lead={said.ask}
            invalidates={touched}
            primary
            block
          />
        ) : null}
        <div>
          <Muted small>{said.by(veto.liftableBy)}</Muted>
        </div>
      </Stack>
    </Section>
  )
}
