import { Link } from '@tanstack/react-router'
import type { RiskScheme } from '../contract.ts'
import { levelColours, levelName } from './levels.ts'
import css from './matrix.module.css'
import { words } from './words.ts'

const { page } = words

export type CellCount = { readonly severity: number; readonly likelihood: number; readonly count: number }

/** The matrix as a picture: the highest severity on top, a number in each cell that opens its list. */
export function Matrix({
  scheme,
  cells,
  linkOf,
}: {
  readonly scheme: RiskScheme
  readonly cells: readonly CellCount[]
  readonly linkOf: (severity: number, likelihood: number) => { to: string; search: Record<string, string> }
}) {
  const rows = scheme.severities.map((text, at) => ({ text, severity: at + 1 })).reverse()
  const countOf = (severity: number, likelihood: number) =>
    cells.find((cell) => cell.severity === severity && cell.likelihood === likelihood)?.count ?? 0
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide matrix is scrolled with the keys
    <section className={css.scroll} tabIndex={0} aria-label={page.title}>
      <table className={css.matrix}>
        <caption>{page.caption(scheme.name, Math.max(1, scheme.version))}</caption>
        <tbody>
          {rows.map(({ text, severity }) => (
            <tr key={severity}>
              <th scope="row">
                {severity}　{text}
              </th>
              {scheme.likelihoods.map((name, at) => {
                const level = scheme.cells[severity - 1]?.[at] ?? 'low'
                const count = countOf(severity, at + 1)
                const { to, search } = linkOf(severity, at + 1)
                return (
                  <td key={name} style={{ background: levelColours[level] }}>
                    {count > 0 ? (
                      <Link
                        to={to}
                        search={search as never}
                        aria-label={page.cell(severity, at + 1, levelName(level), count)}
                      >
                        {count}
                      </Link>
                    ) : null}
                    <span className={css.level}>{levelName(level)}</span>
                  </td>
                )
              })}
            </tr>
          ))}
          <tr>
            <td className={css.corner} />
            {scheme.likelihoods.map((text, at) => (
              <th key={text} scope="col">
                {at + 1}　{text}
              </th>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  )
}
