import { checkTest, type PackFault } from './check-test.ts'
import type { FlowStep } from './pack-sections.ts'
import type { PackShape } from './pack-shape.ts'
import { certificateKindsOf, factsOf } from './vocabulary.ts'

const ENTERPRISE_ACTIONS: readonly string[] = ['appoint', 'train', 'file']
const ACTION_WORDS: Partial<Record<FlowStep['action'], string>> = {
  appoint: '聘任',
  file: '报备',
  accept: '受理',
  report: '上报',
  acknowledge: '接收',
}

/** Everything wrong with the levels and steps of a review chain whose shape is right. */
export function checkFlow(pack: PackShape): PackFault[] {
  const { levels, fileTo, steps } = pack.flow
  const remedy = `写 levels 中的一级：${levels.join('、')}。`
  const faults: PackFault[] = []
  const seen = new Set<string>()
  levels.forEach((level, index) => {
    if (seen.has(level)) {
      faults.push({
        path: ['flow', 'levels', index],
        reason: `层级“${level}”用了不止一次`,
        remedy: '删去重复的一项，或改名。',
      })
    }
    seen.add(level)
  })
  if (!levels.includes(fileTo)) {
    faults.push({ path: ['flow', 'fileTo'], reason: `报备的“${fileTo}”不在 levels 里`, remedy })
  }
  const scope = { facts: factsOf(pack), certificates: certificateKindsOf(pack) }
  steps.forEach((step, index) => {
    const path = ['flow', 'steps', index]
    if (step.level !== 'enterprise' && !levels.includes(step.level)) {
      faults.push({ path: [...path, 'level'], reason: `“${step.level}”不在 levels 里`, remedy })
    }
    if (step.when) faults.push(...checkTest(step.when, scope, [...path, 'when'], { deep: true }))
    faults.push(...checkActor(step, path))
  })
  return [...faults, ...checkOrder(pack), ...checkRegisters(steps), ...checkOnce(steps)]
}

function checkActor(step: FlowStep, path: readonly (string | number)[]): PackFault[] {
  const byEnterprise = step.level === 'enterprise'
  if (byEnterprise && !ENTERPRISE_ACTIONS.includes(step.action) && step.action !== 'other') {
    return [
      {
        path: [...path, 'action'],
        reason: `企业不能办理“${step.action}”`,
        remedy: '企业的步骤写 appoint、train、file 或 other；机关的步骤把 level 改成办理的层级。',
      },
    ]
  }
  if (!byEnterprise && (step.action === 'appoint' || step.action === 'file')) {
    return [
      {
        path: [...path, 'level'],
        reason: `“${step.action}”是企业的步骤`,
        remedy: '把 level 写成 enterprise。',
      },
    ]
  }
  return []
}

/** 登记 closes the chain: it is there once, 受理 comes first, and what comes after it is reporting and training. */
function checkOrder({ flow: { steps, order } }: PackShape): PackFault[] {
  if (steps.length === 0) return []
  const at = (action: FlowStep['action']) => steps.findIndex((step) => step.action === action)
  const faults: PackFault[] = []
  const register = steps.findLastIndex(({ action }) => action === 'register')
  const path = (index: number) => ['flow', 'steps', index, 'action']
  if (register < 0) {
    const remedy = '加上一步 action: register，写明由哪一级登记。'
    return [{ path: ['flow', 'steps'], reason: '没有登记（register）这一步，备案永远办不完', remedy }]
  }
  steps.forEach((step, index) => {
    const early = ['accept', 'review', 'publicize'].includes(step.action)
    if (early && index > register) {
      faults.push({ path: path(index), reason: '排在登记之后，不会办理', remedy: '移到 register 之前。' })
    }
    if ((step.action === 'report' || step.action === 'acknowledge') && index < register) {
      faults.push({
        path: path(index),
        reason: '上报、接收排在登记之前',
        remedy: '移到 register 之后；登记之前由上级审核的写 review。',
      })
    }
  })
  const first = steps.findIndex(({ level, action }) => level !== 'enterprise' && action !== 'train')
  if (at('accept') >= 0 && at('accept') !== first) {
    faults.push({
      path: path(at('accept')),
      reason: '受理不是机关的第一步',
      remedy: '把受理移到其他机关步骤之前。',
    })
  }
  const [train, appoint] = [at('train'), at('appoint')]
  const wrong =
    order === 'train-first' ? train > appoint : order === 'appoint-first' ? train < appoint : false
  if (train >= 0 && appoint >= 0 && wrong) {
    const reason = `order 写“${order}”，步骤却是${train < appoint ? '先培训后聘任' : '先聘任后培训'}`
    faults.push({ path: path(train), reason, remedy: '调整两步的先后，或改 order。' })
  }
  return faults
}

/** Several offices may register, each its own filings; the last one takes whatever is left. */
function checkRegisters(steps: readonly FlowStep[]): PackFault[] {
  const all = steps.flatMap((step, index) => (step.action === 'register' ? [{ step, index }] : []))
  return all.flatMap(({ step, index }, at): PackFault[] => {
    const path = ['flow', 'steps', index]
    const last = at === all.length - 1
    if (last && step.when) {
      const reason = '最后一个登记只对一部分备案，其余的永远办不完'
      return [
        { path: [...path, 'when'], reason, remedy: '删去这一步的 when，或在后面再加一步没有 when 的登记。' },
      ]
    }
    if (last || step.when) return []
    const remedy = '给前面的登记写 when（哪些备案由它登记），或只留一步。'
    return [{ path: [...path, 'action'], reason: '后面还有登记，这一步却没有写对哪些备案', remedy }]
  })
}

function checkOnce(steps: readonly FlowStep[]): PackFault[] {
  return (['appoint', 'file', 'accept'] as const).flatMap((action): PackFault[] => {
    const all = steps.flatMap((step, index) => (step.action === action ? [index] : []))
    if (all.length < 2) return []
    return [
      {
        path: ['flow', 'steps', all[1] ?? 0, 'action'],
        reason: `${ACTION_WORDS[action]}（${action}）有不止一步`,
        remedy: '只留一步；上级再看一遍的写 review。',
      },
    ]
  })
}
