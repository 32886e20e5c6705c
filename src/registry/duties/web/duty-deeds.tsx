import { useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Dropdown } from 'antd'
import { useState } from 'react'
import type { Duty } from '../contract.ts'
import { type Deed, DeedForm } from './deed-form.tsx'
import { words } from './words.ts'

/** What the reader may do with these duties; `issuerId`: he may press the unit in the name of this one. */
export type MayDo = { readonly mark: boolean; readonly rule: boolean; readonly issuerId?: string | undefined }

function deedsFor({ state, kind, doneOn, doneBy, extendedFrom }: Duty, may: MayDo): Deed[] {
  if (doneOn) return may.rule || doneBy === 'unit' ? ['unmark'] : []
  const ruled = extendedFrom !== null || state === 'not-applicable'
  return [
    ...(may.mark && (may.rule || kind === 'other') && state !== 'not-applicable' ? (['mark'] as const) : []),
    ...(may.rule && state !== 'not-applicable' ? (['extend', 'exempt'] as const) : []),
    ...(may.rule && ruled ? (['revoke'] as const) : []),
  ]
}

/** What can be done with one duty: the likeliest as a button, the rest in a menu. */
export function DutyDeeds({
  duty,
  year,
  may,
}: {
  readonly duty: Duty
  readonly year: number
  readonly may: MayDo
}) {
  const [deed, setDeed] = useState<Deed | null>(null)
  const navigate = useNavigate()
  const deeds = deedsFor(duty, may)
  const supervise = () =>
    void navigate({
      to: '/units/$unitId/supervisions',
      params: { unitId: may.issuerId ?? '' },
      search: {
        issue: '1',
        to: duty.unitId,
        title: duty.title,
        due: duty.due ?? '',
        key: duty.key,
        period: duty.period,
      } as never,
    })
  const pressed = may.issuerId !== undefined && duty.state === 'late'
  // What a unit above may do to another's duty is never one click away, but for the late ones that it presses.
  const [first, ...rest] = may.rule ? [] : deeds
  const listed = may.rule ? deeds : rest
  const name = (each: Deed) => words.deeds.of(words.deeds[each], `${duty.title}（${duty.period}）`)
  return (
    <>
      {pressed ? (
        <Button
          size="small"
          type="link"
          aria-label={words.deeds.of(words.deeds.supervise, `${duty.unitName} ${duty.title}`)}
          onClick={supervise}
        >
          {words.deeds.supervise}
        </Button>
      ) : first ? (
        <Button size="small" type="link" aria-label={name(first)} onClick={() => setDeed(first)}>
          {words.deeds[first]}
        </Button>
      ) : null}
      {listed.length > 0 ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: listed.map((key) => ({ key, label: words.deeds[key] })),
            onClick: ({ key }) => setDeed(key as Deed),
          }}
        >
          <Button
            size="small"
            type="link"
            aria-label={words.deeds.of(words.deeds.more, `${duty.unitName} ${duty.title}（${duty.period}）`)}
          >
            {words.deeds.more}
          </Button>
        </Dropdown>
      ) : null}
      <Drawer
        open={deed !== null}
        onClose={() => setDeed(null)}
        title={deed ? words.deeds.of(words.deeds[deed], duty.title) : ''}
        size={420}
        destroyOnHidden
      >
        {deed ? <DeedForm duty={duty} year={year} deed={deed} onDone={() => setDeed(null)} /> : null}
      </Drawer>
    </>
  )
}
