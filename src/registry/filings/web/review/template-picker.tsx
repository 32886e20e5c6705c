import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Drawer, Input } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { type DefectTemplate, listDefectTemplates } from '#registry/defect-templates/contract.ts'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Muted, Stack } from '#ui/section.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import type { Defect } from '../../contract.ts'
import { placeLabel } from '../place.ts'
import { templateWords as words } from '../templates/template-words.ts'
import css from './review.module.css'

type PickerProps = {
  readonly open: boolean
  readonly onClose: () => void
  /** The chosen ones, in the order of the list; they can be edited afterwards. */
  readonly onTake: (defects: readonly Defect[]) => void
}

/** Several defects at once from the library of the unit, of units above it, and from the samples. */
export function TemplatePicker({ open, onClose, onTake }: PickerProps) {
  const unitId = useNeededOperation(readMe, {}).grant.unitId ?? ''
  const list = useOperation(listDefectTemplates, { unitId }, { enabled: open && unitId !== '' })
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const rows = list.data?.rows ?? []
  const found = rows.filter(({ name, why, how, place }) =>
    `${name} ${why} ${how} ${placeLabel(place)}`.includes(text.trim()),
  )
  const close = () => {
    setChosen([])
    setText('')
    onClose()
  }
  const take = () => {
    const picked = rows.filter(({ id }) => chosen.includes(id))
    onTake(picked.map(({ place, why, how, basis }) => ({ place, why, how, basis })))
    close()
  }
  return (
    <Drawer
      open={open}
      onClose={close}
      title={words.pickTitle}
      size={520}
      closable={{ 'aria-label': uiWords.close }}
      footer={
        <div className={css.pickFoot}>
          <Link to="/units/$unitId/defect-templates" params={{ unitId }} className="opens-list">
            {words.manage}
          </Link>
          <Button type="primary" disabled={chosen.length === 0} onClick={take}>
            {words.take(chosen.length)}
          </Button>
        </div>
      }
    >
      <Stack>
        <Input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          maxLength={40}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <RefusedAlert error={list.error} />
        {list.data && found.length === 0 ? <EmptyState text={words.nothingFound} /> : null}
        <ul className={css.pick}>
          {found.map((template) => (
            <li key={template.id}>
              <Checkbox
                checked={chosen.includes(template.id)}
                onChange={({ target }) =>
                  setChosen(
                    target.checked ? [...chosen, template.id] : chosen.filter((id) => id !== template.id),
                  )
                }
              >
                <Choice template={template} />
              </Checkbox>
            </li>
          ))}
        </ul>
      </Stack>
    </Drawer>
  )
}

function Choice({ template }: { readonly template: DefectTemplate }) {
  const { name, place, why, how, basis, origin, unitName } = template
  const from = origin === 'sample' ? words.samples : origin === 'above' ? words.from(unitName) : ''
  return (
    <>
      <b>{name}</b> {from ? <Muted small>{from}</Muted> : null}
      <div>{`${placeLabel(place)}：${why}${how}`}</div>
      {basis ? <Muted small>{basis}</Muted> : null}
    </>
  )
}
