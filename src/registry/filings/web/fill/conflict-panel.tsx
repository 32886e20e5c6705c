import { Button, Radio } from 'antd'
import { useState } from 'react'
import { Section } from '#ui/section.tsx'
import { fieldLabels } from '../../field-labels.ts'
import type { FilingForm } from '../../form.ts'
import { shownValue } from '../shown.ts'
import { words } from '../words.ts'
import css from './conflict-panel.module.css'
import { formWords } from './form-words.ts'
import type { FilingDraft } from './use-filing-draft.ts'

type Side = 'mine' | 'theirs'

/** Mine and theirs side by side where two people changed the same fields; nothing is chosen beforehand. */
export function ConflictPanel({ state }: { readonly state: FilingDraft }) {
  const { conflict, resolve } = state
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({})
  if (!conflict) return null
  const theirs = conflict.theirs.form as FilingForm
  const { disputed, taken } = conflict
  const last = conflict.theirs.events.at(-1)
  const settle = () => {
    const entries = disputed
      .filter((key) => chosen[key] === 'theirs')
      .map((key) => [key, theirs[key] ?? null])
    resolve(Object.fromEntries(entries) as Partial<FilingForm>)
  }
  return (
    <Section
      title={formWords.conflict}
      note={last ? `${last.accountName}，${words.eventWords[last.kind]}` : ''}
    >
      <p role="alert">{formWords.conflictHow}</p>
      {taken.length > 0 ? <p>{formWords.taken(taken.map((key) => fieldLabels[key]).join('、'))}</p> : null}
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{formWords.field}</th>
            <th scope="col">{formWords.mine}</th>
            <th scope="col">{formWords.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {disputed.map((key) => (
            <tr key={key}>
              <th scope="row">{fieldLabels[key]}</th>
              {(['mine', 'theirs'] as const).map((side) => (
                <td key={side}>
                  <Radio
                    name={key}
                    checked={chosen[key] === side}
                    onChange={() => setChosen({ ...chosen, [key]: side })}
                  >
                    {shownValue(key, side === 'mine' ? conflict.draft.form : theirs) ?? words.none}
                  </Radio>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Button type="primary" disabled={disputed.some((key) => !chosen[key])} onClick={settle}>
        {formWords.saveChosen}
      </Button>
    </Section>
  )
}
