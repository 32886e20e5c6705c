import { count } from '#ui/format.ts'
import { Muted } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Enterprise } from '../contract.ts'
import { computeSize, SIZE_NAMES, type SizeBound, type SizeFacts, sizeMeasures } from '../size.ts'
import { words } from './words.ts'

type Figures = Pick<Enterprise, 'industryCode' | 'employees' | 'revenueWan' | 'assetsWan'>

const units = { employees: words.people, revenueWan: words.wan, assetsWan: words.wan } as const

/** Why an enterprise is of its size: the row of the table, each figure against its bound; or what is missing to tell. */
export function sizeReasons({ industryCode, ...figures }: Figures): string[] {
  const { sizeWhy } = words
  if (!industryCode) return [sizeWhy.noIndustry]
  const measures = sizeMeasures(industryCode)
  if (!measures) return [/^(G59|K70)$/.test(industryCode) ? sizeWhy.needsGroup : sizeWhy.notCovered]
  const computed = computeSize({ industry: industryCode, ...figures } satisfies SizeFacts)
  if (!computed) {
    const missing = measures.filter((measure) => figures[measure] === null)
    return [sizeWhy.missing(missing.map((measure) => words.fields[measure]).join('、'))]
  }
  return [sizeWhy.row(computed.row), ...computed.decidedBy.map(boundText)]
}

function boundText({ measure, of, bound, value, met }: SizeBound): string {
  const unit = units[measure]
  return words.sizeWhy.bound({
    measure: words.fields[measure],
    value: `${count(value)} ${unit}`,
    size: SIZE_NAMES[of],
    bound: `${count(bound)} ${unit}`,
    met,
  })
}

/** The size with its reasons, and the enterprise's own word beside it where the two differ. */
export function SizeShown({
  enterprise,
}: {
  readonly enterprise: Pick<Enterprise, 'size' | 'computedSize' | 'declaredSize' | 'figuresYear'> & Figures
}) {
  const { computedSize, declaredSize, figuresYear } = enterprise
  const differs = computedSize !== null && declaredSize !== null && computedSize !== declaredSize
  return (
    <>
      <div>
        {enterprise.size ?? words.none}
        {enterprise.size ? (
          <Muted>　{computedSize ? words.sizeComputed(figuresYear) : words.sizeDeclared}</Muted>
        ) : null}
      </div>
      {differs ? (
        <StatusText
          status={{
            text: words.sizeDiffers(declaredSize, computedSize),
            icon: 'exclamation',
            tone: 'warning',
          }}
          size="small"
        />
      ) : null}
      <details>
        <summary>{words.why}</summary>
        {sizeReasons(enterprise).map((reason) => (
          <div key={reason}>
            <Muted small>{reason}</Muted>
          </div>
        ))}
        <div>
          <Muted small>{words.sizeSource}</Muted>
        </div>
      </details>
    </>
  )
}
