import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Facts, Stack } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { type OrgUnit, type OrgUnitDetail, readOrgUnit } from '../contract.ts'
import { AddForm } from './add-form.tsx'
import { ChangeForm } from './change-form.tsx'
import { EndForm } from './end-form.tsx'
import { UnitHistory } from './unit-history.tsx'
import css from './units.module.css'
import { words } from './words.ts'

type DrawerProps = {
  /** `new`: one to be added at the top of the line. */
  readonly unitId: string
  readonly form: string | undefined
  readonly line: OrgUnit['line']
  readonly onShow: (id: string | undefined, form?: string) => void
}

/** Particulars of a unit, its history, and the forms of what may be done with it. */
export function UnitDrawer({ unitId, form, line, onShow }: DrawerProps) {
  const adds = unitId === 'new'
  const { data: unit, error } = useOperation(readOrgUnit, { unitId }, { enabled: !adds })
  const [said, setSaid] = useState('')
  const close = () => onShow(undefined)
  const saved = ({ id, name }: OrgUnitDetail) => {
    setSaid(words.saved(name))
    onShow(id)
  }
  const may = unit?.mayChange === true
  const shown = may ? form : undefined
  return (
    <Drawer
      open
      onClose={close}
      title={titleOf(unit, adds ? 'add' : shown)}
      size={560}
      closable={{ 'aria-label': uiWords.close }}
      footer={may && !shown && unit ? <Verbs unit={unit} onShow={onShow} /> : null}
    >
      <Stack>
        <RefusedAlert error={error} />
        <div role="status" className={css.said}>
          {shown ? '' : said}
        </div>
        {adds ? <AddForm line={line} onDone={saved} /> : null}
        {unit && shown === 'add' ? <AddForm parent={unit} line={unit.line} onDone={saved} /> : null}
        {unit && shown === 'change' ? <ChangeForm unit={unit} onDone={saved} /> : null}
        {unit && shown === 'end' ? <EndForm unit={unit} onDone={saved} /> : null}
        {unit && !shown ? (
          <>
            <Particulars unit={unit} onShow={onShow} />
            <UnitHistory unit={unit} onGone={close} onSaid={setSaid} />
          </>
        ) : null}
        {shown ? (
          <div>
            <Button onClick={() => onShow(unitId)}>{words.back}</Button>
          </div>
        ) : null}
      </Stack>
    </Drawer>
  )
}

function titleOf(unit: OrgUnitDetail | undefined, form: string | undefined): string {
  if (form === 'add') return words.add
  if (!unit) return words.detail
  if (form === 'change') return words.changeTitle(unit.name)
  if (form === 'end') return words.endTitle(unit.name)
  return unit.name
}

function Verbs({ unit, onShow }: { readonly unit: OrgUnitDetail; readonly onShow: DrawerProps['onShow'] }) {
  return (
    <div className={css.foot}>
      <Button type="primary" onClick={() => onShow(unit.id, 'change')}>
        {words.change}
      </Button>
      {unit.kind === 'bureau' ? (
        <Button onClick={() => onShow(unit.id, 'add')}>{words.addBelow}</Button>
      ) : null}
      {unit.validTo === null ? (
        <Button danger onClick={() => onShow(unit.id, 'end')}>
          {words.end}
        </Button>
      ) : null}
    </div>
  )
}

function Particulars({
  unit,
  onShow,
}: {
  readonly unit: OrgUnitDetail
  readonly onShow: DrawerProps['onShow']
}) {
  const { facts } = words
  const link = ({ id, name }: { id: string; name: string }) => (
    <button type="button" className={css.name} key={id} onClick={() => onShow(id)}>
      {name}
    </button>
  )
  const parent = unit.above.at(-1)
  return (
    <Facts
      items={[
        { term: facts.above, value: parent ? link(parent) : words.topmost },
        { term: facts.shortName, value: unit.shortName },
        { term: facts.line, value: words.tabs[unit.line] },
        { term: facts.level, value: words.levels[unit.level] },
        { term: facts.kind, value: words.kinds[unit.kind] },
        ...(unit.areaCode ? [{ term: facts.areaCode, value: unit.areaCode }] : []),
        { term: facts.numberingCode, value: unit.numberingCode },
        {
          term: facts.functions,
          value: unit.functions.map((each) => words.functions[each]).join('、') || words.none,
        },
        { term: facts.addressWords, value: unit.addressWords.join('、') || words.none },
        ...(unit.serves.length > 0
          ? [{ term: facts.serves, value: unit.serves.map(({ name }) => name).join('、') }]
          : []),
        { term: facts.children, value: unit.children },
        { term: facts.valid, value: words.valid(unit.validFrom, unit.validTo) },
        ...(unit.successor ? [{ term: facts.successor, value: link(unit.successor) }] : []),
      ]}
    />
  )
}
