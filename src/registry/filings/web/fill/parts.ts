import { type TaskState, taskStatus } from '#ui/statuses.ts'
import type { Task } from '#ui/task-list.tsx'
import type { Filing } from '../../contract.ts'
import { fieldParts } from './form-fields.ts'
import { formWords } from './form-words.ts'

export type PartKey = keyof typeof formWords.parts

/** The parts of the form in their order; 扩展项 only where the rules ask for some. */
export function partsOf({ asked }: Pick<Filing, 'asked'>) {
  return (Object.entries(formWords.parts) as [PartKey, string][])
    .filter(([key]) => key !== 'extensions' || asked.length > 0)
    .map(([key, title], index) => ({ key, title, number: index + 1 }))
}

/** The part in which an open point or a refused field is mended; `form.career.0.from` is one of 工作简历. */
export function partOf(path: string): PartKey {
  const field = path.replace(/^form\./, '').split('.')[0] ?? ''
  if (field === 'yearsNote') return 'education'
  if (field === 'extensions' || field === 'evidence') return 'extensions'
  const found = Object.entries(fieldParts).find(([, plans]) => plans.some((plan) => plan.key === field))
  if (found) return found[0] as PartKey
  if (field === 'photo' || field.endsWith('-scan')) return 'papers'
  return field === 'career' ? 'career' : 'declarations'
}

export type PartState = { readonly state: TaskState; readonly count: number }

/** How far a part is: refused fields are to be mended, empty ones still to be filled. */
export function partState(part: PartKey, filing: Filing, wrong: Readonly<Record<string, string>>): PartState {
  const inPart = (path: string) => partOf(path) === part
  const faults = Object.keys(wrong).filter(inPart).length
  if (faults > 0) return { state: 'to-fix', count: faults }
  const open = filing.open.filter(({ path }) => inPart(path)).length
  return open > 0 ? { state: 'active', count: open } : { state: 'done', count: 0 }
}

/** The parts as lines of a task list; `leadTo` says where each opens. */
export function partTasks(
  filing: Filing,
  wrong: Readonly<Record<string, string>>,
  leadTo: (part: PartKey) => Pick<Task, 'to' | 'search'>,
): Task[] {
  return partsOf(filing).map(({ key, title, number }) => {
    const { state, count } = partState(key, filing, wrong)
    const detail = state === 'active' ? { note: formWords.lacking(count) } : { count }
    return { key, title, number, ...leadTo(key), status: taskStatus(state, detail) }
  })
}

/** What follows once every part is done. */
export function closingTasks(filing: Filing, check: Pick<Task, 'to' | 'search'>): Task[] {
  const ready = filing.open.length === 0
  const confirmed = filing.confirmedAt !== null
  const wait = taskStatus('locked', { note: formWords.afterParts(filing.open.length) })
  return [
    {
      key: 'check',
      title: formWords.check,
      ...(ready && check),
      status: ready ? taskStatus(confirmed ? 'done' : 'todo') : wait,
    },
    {
      key: 'confirm',
      title: formWords.confirmation,
      ...(ready && check),
      status: confirmed
        ? taskStatus('done')
        : ready
          ? taskStatus('todo')
          : taskStatus('locked', { note: formWords.afterCheck }),
    },
    {
      key: 'submit',
      title: formWords.submitTo(filing.ahead[0]?.unitName ?? filing.unitName),
      ...(confirmed && check),
      status: confirmed ? taskStatus('todo') : taskStatus('locked'),
    },
  ]
}
