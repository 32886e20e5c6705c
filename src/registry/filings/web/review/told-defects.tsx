import { Section } from '#ui/section.tsx'
import type { Filing } from '../../contract.ts'
import { placeLabel } from '../place.ts'
import { words } from '../words.ts'

/** The defects of the last return with the enterprise's answers, until the filing is registered. */
export function ToldDefects({ filing }: { readonly filing: Filing }) {
  const round = Math.max(0, ...filing.defects.map((defect) => defect.round))
  const told = filing.defects.filter((defect) => defect.round === round)
  if (told.length === 0 || filing.status === 'registered') return null
  return (
    <Section title={words.toldDefects}>
      <ol>
        {told.map(({ seq, place, why, how, basis, answer }) => (
          <li key={seq}>
            {`${placeLabel(place, filing.asked)}：${why} ${how}${basis ? `（${basis}）` : ''}`}
            <div>{`${words.answer}：${answer || words.noAnswer}`}</div>
          </li>
        ))}
      </ol>
    </Section>
  )
}
