import type { Status, StatusIcon, Tone } from '#ui/statuses.ts'

const looks: Readonly<Record<string, readonly [StatusIcon, Tone]>> = {
  made: ['clock', 'accent'],
  released: ['check-circle', 'success'],
  withdrawn: ['exclamation', 'warning'],
  pending: ['clock', 'accent'],
  accepted: ['check-circle', 'success'],
  rejected: ['close-circle', 'error'],
  running: ['check-circle', 'success'],
  stopped: ['stop', 'warning'],
}

/** Where a batch, a delivery or a machine stands; the words are those of its column. */
export function statusFrom(options: Readonly<Record<string, string>>) {
  return ({ status }: Readonly<Record<string, unknown>>): Status | undefined => {
    const [icon, tone] = looks[String(status)] ?? []
    const text = options[String(status)]
    return icon && tone && text ? { text, icon, tone } : undefined
  }
}
