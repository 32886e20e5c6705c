import { Link } from '@tanstack/react-router'
import type { ClauseState, Totals } from '../../contract.ts'
import { words } from '../words.ts'
import css from './clause-picture.module.css'

type Cell = { readonly id: string; readonly section: string; readonly state: ClauseState }

type Props = {
  readonly enterpriseId: string
  readonly sections: readonly { readonly id: string; readonly title: string }[]
  readonly clauses: readonly Cell[]
  readonly totals: Totals
}

const looks: Readonly<Record<ClauseState, string | undefined>> = {
  proved: undefined,
  partly: css.partly,
  none: css.none,
  'not-applicable': css.aside,
}
const classOf = (state: ClauseState) => [css.cell, looks[state]].filter(Boolean).join(' ')

/** Every clause as a small square, by section; each leads to its page. States differ by form, not by colour alone. */
export function ClausePicture({ enterpriseId, sections, clauses, totals }: Props) {
  const legend = [
    ['proved', totals.proved],
    ['partly', totals.partly],
    ['none', totals.none],
    ['not-applicable', totals.notApplicable],
  ] as const
  return (
    <>
      {sections.map(({ id, title }) => {
        const own = clauses.filter(({ section }) => section === id)
        const applying = own.filter(({ state }) => state !== 'not-applicable')
        const proved = applying.filter(({ state }) => state === 'proved')
        return (
          <div className={css.row} key={id}>
            <div className={css.name}>
              <b>{id}</b>
              {title}
            </div>
            <div className={css.cells}>
              {own.map((cell) => (
                <Link
                  key={cell.id}
                  to="/enterprises/$enterpriseId/conformity/$clause"
                  params={{ enterpriseId, clause: cell.id }}
                  className={classOf(cell.state)}
                  aria-label={words.cell(cell.id, words.states[cell.state])}
                >
                  {/[a-g]$/.test(cell.id) ? cell.id.slice(-1) : cell.id}
                </Link>
              ))}
            </div>
            <div className={css.count}>{words.pictureOf(proved.length, applying.length)}</div>
          </div>
        )
      })}
      <ul className={css.legend}>
        {legend
          .filter(([state, n]) => n > 0 || state !== 'not-applicable')
          .map(([state, n]) => (
            <li key={state}>
              <span className={classOf(state)} aria-hidden />
              {words.states[state]} {n}
            </li>
          ))}
      </ul>
    </>
  )
}
