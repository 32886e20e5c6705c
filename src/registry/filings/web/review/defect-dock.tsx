import { Button, Input } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { Muted } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import type { Defect, Filing } from '../../contract.ts'
import { placeLabel } from '../place.ts'
import { TemplateForm } from '../templates/template-form.tsx'
import { templateWords } from '../templates/template-words.ts'
import css from './review.module.css'
import { reviewWords as words } from './review-words.ts'

type DockProps = {
  /** 扩展项, to name their places. */
  readonly asked: Filing['asked']
  readonly defects: readonly Defect[]
  readonly onDefects: (defects: readonly Defect[]) => void
}

const columns = [
  ['why', words.why, words.why],
  ['how', words.how, words.how],
  ['basis', words.basis, words.basisOptional],
] as const

const whole = ({ why, how }: Defect) => why.trim().length > 1 && how.trim().length > 1
const wordsOf = ({ place, why, how, basis }: Defect) => JSON.stringify([place, why, how, basis])

/** All defects of a return, row by row; the enterprise gets the same rows. */
export function DefectDock({ asked, defects, onDefects }: DockProps) {
  const unitId = useNeededOperation(readMe, {}).grant.unitId ?? ''
  const [keeping, setKeeping] = useState<Defect>()
  const [kept, setKept] = useState<ReadonlyMap<string, string>>(new Map())
  const change = (index: number, part: Partial<Defect>) =>
    onDefects(defects.map((defect, at) => (at === index ? { ...defect, ...part } : defect)))
  return (
    <section className={css.dock} aria-labelledby="defects-title">
      <div className={css.dockHead}>
        <h2 id="defects-title">{words.docked}</h2>
        <span>{words.dockedNote(defects.length)}</span>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.where}</th>
            {columns.map(([key, label]) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{words.remove}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {defects.map((defect, index) => {
            const label = placeLabel(defect.place, asked)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two defects may be about the same place
              <tr key={`${defect.place} ${index}`}>
                <td>{index + 1}</td>
                <th scope="row">{label}</th>
                {columns.map(([key, name, placeholder]) => (
                  <td key={key}>
                    <Input
                      aria-label={`${label} ${name}`}
                      placeholder={placeholder}
                      maxLength={key === 'basis' ? 120 : 300}
                      value={defect[key]}
                      onChange={(event) => change(index, { [key]: event.target.value })}
                    />
                  </td>
                ))}
                <td>
                  {kept.has(wordsOf(defect)) ? (
                    <Muted small>{templateWords.kept(kept.get(wordsOf(defect)) ?? '')}</Muted>
                  ) : whole(defect) ? (
                    <Button
                      type="link"
                      size="small"
                      aria-label={`${templateWords.keep} ${label}`}
                      onClick={() => setKeeping(defect)}
                    >
                      {templateWords.keep}
                    </Button>
                  ) : null}
                  <Button
                    type="link"
                    size="small"
                    aria-label={`${words.remove} ${label}`}
                    onClick={() => onDefects(defects.filter((_, at) => at !== index))}
                  >
                    {words.remove}
                  </Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {keeping ? (
        <TemplateForm
          unitId={unitId}
          begin={{ ...keeping, name: `${placeLabel(keeping.place, asked)}：${keeping.why}`.slice(0, 20) }}
          title={templateWords.keepTitle}
          onClose={(saved) => {
            if (saved) setKept(new Map(kept).set(wordsOf(keeping), saved.name))
            setKeeping(undefined)
          }}
        />
      ) : null}
    </section>
  )
}
