import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Refused } from '#platform/operation.ts'
import { createAutosave, type SaveProgress } from './autosave.ts'
import { classifySaveError } from './problem.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function refusal(status: number, detail: string): Refused {
  return new Refused({ type: 'urn:opencqo:refusal:test', code: 'test', status, title: '不能保存', detail })
}

/** A server that keeps what it is sent and answers as told. */
function draftServer() {
  const received: { value: string; intent: string }[] = []
  const answers: (Error | undefined)[] = []
  const states: SaveProgress['state'][] = []
  let unsaved: string | null = null
  const autosave = createAutosave<string>({
    save: async (value, intent) => {
      received.push({ value, intent })
      await Promise.resolve()
      const answer = answers.shift()
      if (answer) throw answer
    },
    classify: classifySaveError,
    onProgress: (progress) => states.push(progress.state),
    onPending: (value) => {
      unsaved = value
    },
    delay: 1_000,
    retryDelay: 15_000,
  })
  return { autosave, received, answers, states, unsaved: () => unsaved }
}

describe('autosave', () => {
  test('sends only the last of quick changes', async () => {
    const server = draftServer()
    server.autosave.change('李')
    await vi.advanceTimersByTimeAsync(500)
    server.autosave.change('李样例')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(server.received.map((sent) => sent.value)).toEqual(['李样例'])
    expect(server.states).toEqual(['saving', 'saved'])
    expect(server.unsaved()).toBeNull()
  })

  test('a change while a save is under way is saved after it, with an intent of its own', async () => {
    const server = draftServer()
    server.autosave.change('甲')
    const first = server.autosave.flush()
    server.autosave.change('乙')
    await first
    expect(server.received.map((sent) => sent.value)).toEqual(['甲', '乙'])
    expect(server.received[0]?.intent).not.toBe(server.received[1]?.intent)
    expect(server.unsaved()).toBeNull()
  })

  test('a cut connection keeps the content and sends it again with the same intent', async () => {
    const server = draftServer()
    server.answers.push(refusal(0, '断开'))
    server.autosave.change('甲')
    await server.autosave.flush()
    expect(server.states.at(-1)).toBe('offline')
    expect(server.unsaved()).toBe('甲')
    await vi.advanceTimersByTimeAsync(15_000)
    expect(server.received).toHaveLength(2)
    expect(server.received[0]?.intent).toBe(server.received[1]?.intent)
    expect(server.states.at(-1)).toBe('saved')
    expect(server.unsaved()).toBeNull()
  })

  test('a refusal is told and not repeated until the content changes', async () => {
    const server = draftServer()
    server.answers.push(refusal(422, '手机号码：填了 10 位，应为 11 位。请补全。'))
    server.autosave.change('138')
    await server.autosave.flush()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.received).toHaveLength(1)
    expect(server.states.at(-1)).toBe('refused')
    server.autosave.change('13800000000')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(server.states.at(-1)).toBe('saved')
  })
})

test('a failed save is sorted by what can be done about it', () => {
  expect(classifySaveError(refusal(0, ''))).toEqual({ kind: 'offline' })
  expect(classifySaveError(refusal(503, ''))).toEqual({ kind: 'failed' })
  expect(classifySaveError(new TypeError('broken'))).toEqual({ kind: 'failed' })
  expect(classifySaveError(refusal(409, '已被改动。'))).toEqual({ kind: 'refused', reason: '已被改动。' })
})
