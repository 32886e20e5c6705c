import { type Status, taskStatus } from '#ui/statuses.ts'
import type { SetUp } from '../contract.ts'
import { words } from './words.ts'

export type Step = {
  readonly key: 'administrators' | 'units' | 'rules' | 'officers'
  readonly to: string
  readonly search?: Readonly<Record<string, string>>
  readonly done: boolean
  readonly status: Status
}

/** The four steps and how far each is, from what is there. */
export function stepsOf(setUp: SetUp): readonly Step[] {
  return [administrators(setUp), units(setUp), rules(setUp), officers(setUp)]
}

function administrators({ administrators: all }: SetUp): Step {
  const missing = all.filter(({ holders }) => holders === 0)
  const uninvited = missing.filter(({ invited }) => invited === 0)
  const names = (rows: typeof all) => rows.map(({ roleName }) => roleName).join('、')
  const status =
    missing.length === 0
      ? taskStatus('done')
      : uninvited.length === 0
        ? taskStatus('active', { note: words.states.invited(names(missing)) })
        : ({ text: words.states.missing(names(uninvited)), icon: 'ring', tone: 'muted' } as const)
  const next = uninvited[0]
  return {
    key: 'administrators',
    ...(next ? { to: '/people/invite', search: { role: next.role } } : { to: '/people' }),
    done: missing.length === 0,
    status,
  }
}

function units({ units: { total, top } }: SetUp): Step {
  const done = total > 0
  const text = done ? words.states.units(total, top.slice(0, 2).join('、')) : words.states.noUnits
  return {
    key: 'units',
    to: '/org-units/planting',
    done,
    status: { ...taskStatus(done ? 'done' : 'todo'), text },
  }
}

function rules({ units: { total }, places }: SetUp): Step {
  if (total === 0)
    return {
      key: 'rules',
      to: '/set-up/rules',
      done: false,
      status: taskStatus('locked', { note: words.states.unitsFirst }),
    }
  const done = places.without === 0
  const status = done
    ? taskStatus('done')
    : ({ text: words.states.noPack(places.without), icon: 'exclamation', tone: 'warning' } as const)
  return { key: 'rules', to: '/set-up/rules', done, status }
}

function officers({ units: { total }, officers: staff }: SetUp): Step {
  const { states } = words
  const to = '/set-up/officers'
  if (total === 0)
    return { key: 'officers', to, done: false, status: taskStatus('locked', { note: states.unitsFirst }) }
  const done = staff.holders > 0
  const invited = staff.rows.some((row) => row.invited)
  const status = done
    ? { ...taskStatus('done'), text: states.officers(staff.holders, staff.without) }
    : invited
      ? taskStatus('active', { note: states.officerInvited })
      : ({ text: states.noOfficer, icon: 'ring', tone: 'muted' } as const)
  return { key: 'officers', to, done, status }
}
