import { Button, Flex, Radio } from 'antd'
import { useState } from 'react'
import { parseCivilDate } from '#platform/values/civil-date.ts'
import { Field, FieldGrid, FieldSet } from '#ui/field.tsx'
import { count, instant } from '#ui/format.ts'
import { Facts, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { usePhone } from '#ui/use-phone.ts'
import { words as uiWords } from '#ui/words.ts'
import type { AsOf } from '../contract.ts'
import { readInstant, useAsked } from './as-of.ts'
import { words } from './words.ts'

/** What one must know to get the same numbers again; and where it is changed. */
export function AsOfBar({
  asOf,
  scopes,
}: {
  readonly asOf: AsOf
  readonly scopes: ReadonlyMap<string, string>
}) {
  const [open, setOpen] = useState(false)
  const phone = usePhone()
  const { asOf: said } = words
  const facts = [
    { term: said.on, value: asOf.on },
    { term: said.knownAt, value: asOf.latest ? said.latest : instant(asOf.knownAt) },
    { term: said.boundaries, value: said.boundary(asOf.boundaries) },
    { term: said.rules, value: asOf.pack ? said.pack(asOf.pack.title, asOf.pack.version) : said.noRules },
    { term: said.denominator, value: denominatorOf(asOf) },
  ]
  return (
    <Section>
      <Stack>
        <Flex gap="middle" align="start" justify="space-between" wrap={phone}>
          <Facts inline items={facts} />
          {open ? null : (
            <Button type="link" size="small" className="no-print" onClick={() => setOpen(true)}>
              {said.change}
            </Button>
          )}
        </Flex>
        {asOf.warnings.map((warning) => (
          <StatusText
            key={`${warning.code} ${warning.scope}`}
            status={{
              text: warningText(warning, scopes),
              icon: 'warning',
              tone: 'warning',
            }}
          />
        ))}
        {open ? <Change asOf={asOf} onClose={() => setOpen(false)} /> : null}
      </Stack>
    </Section>
  )
}

const MOST_UNITS = 3

function warningText(
  { code, scope, units }: AsOf['warnings'][number],
  scopes: ReadonlyMap<string, string>,
): string {
  const some = units.slice(0, MOST_UNITS).join('、')
  const named = units.length > MOST_UNITS ? words.asOf.someUnits(some, units.length) : some
  return words.asOf.warnings[code](named, scopes.get(scope ?? '') ?? scope ?? '')
}

function denominatorOf({ lists }: AsOf): string {
  const { asOf: said } = words
  const above = lists.filter(({ scope }) => scope === 'above-scale')
  const there = above.filter(({ state }) => state !== 'missing')
  const [only] = there
  if (!only) return said.none
  if (above.length > 1)
    return said.lists(there.filter(({ state }) => state === 'current').length, above.length)
  const list = said.list(only.rosterName ?? '', only.no ?? 0, count(only.members))
  return only.signedBy ? `${list}，${said.signed(only.signedBy, instant(only.signedAt).slice(0, 10))}` : list
}

function Change({ asOf, onClose }: { readonly asOf: AsOf; readonly onClose: () => void }) {
  const { asOf: said } = words
  const { set } = useAsked()
  const [on, setOn] = useState(asOf.on)
  const [known, setKnown] = useState(asOf.latest ? '' : instant(asOf.knownAt))
  const [boundaries, setBoundaries] = useState(asOf.boundaries)
  const [wrong, setWrong] = useState<{ on?: string; known?: string }>({})
  const apply = () => {
    const day = parseCivilDate(on)
    const at = known.trim() === '' ? '' : readInstant(known)
    if (!day.ok || at === undefined) {
      setWrong({ ...(!day.ok && { on: said.badDate }), ...(at === undefined && { known: said.badInstant }) })
      return
    }
    set('on', day.value)
    set('knownAt', at)
    set('boundaries', boundaries === 'now' ? 'now' : undefined)
    onClose()
  }
  const reset = () => {
    set('on', undefined)
    set('knownAt', undefined)
    set('boundaries', undefined)
    onClose()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <FieldGrid>
        <Field name="on" label={said.on} error={wrong.on}>
          {(control) => <TextInput {...control} value={on} onChange={setOn} />}
        </Field>
        <Field name="knownAt" label={said.knownAt} optional hint={said.knownHint} error={wrong.known}>
          {(control) => <TextInput {...control} value={known} onChange={setKnown} />}
        </Field>
        <FieldSet name="boundaries" label={said.boundaries}>
          {({ id }) => (
            <Radio.Group
              id={id}
              value={boundaries}
              onChange={(event) => setBoundaries(event.target.value as 'then' | 'now')}
              options={[
                { value: 'then', label: said.boundary('then') },
                { value: 'now', label: said.boundary('now') },
              ]}
            />
          )}
        </FieldSet>
      </FieldGrid>
      <Flex gap="small" wrap>
        <Button type="primary" htmlType="submit">
          {said.apply}
        </Button>
        <Button onClick={reset}>{said.reset}</Button>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
      </Flex>
    </form>
  )
}
