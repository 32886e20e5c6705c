import { type Condition, partsOf, type Test } from './condition.ts'
import type { PackShape } from './pack-shape.ts'

/** A comparison somewhere in a pack, with the source of the item it stands in. */
export type Leaf = { readonly test: Test; readonly clause: string | null; readonly docNo: string }

/** Every comparison a verdict by this pack can rest on: of conditions, their applicability, relaxations and 对应关系. */
export function leavesOfPack(pack: PackShape): Leaf[] {
  const leaves: Leaf[] = []
  const add = (test: Test | undefined | null, clause: string | null, docNo: string) => {
    for (const leaf of test ? leavesOf(test) : []) leaves.push({ test: leaf, clause, docNo })
  }
  const visitAll = (conditions: readonly Condition[], clause: string | null, docNo: string) => {
    for (const condition of conditions) {
      const own = condition.clause ?? clause
      const source = condition.docNo ?? docNo
      add(condition.when, own, source)
      const below = partsOf(condition)
      if (below) visitAll(below, own, source)
      else add(condition, own, source)
    }
  }
  visitAll(pack.qualification, null, pack.docNo)
  for (const { when, conditions, clause, docNo = pack.docNo } of pack.relaxations) {
    add(when, clause, docNo)
    for (const { to } of conditions) add(to, clause, docNo)
  }
  for (const { when, clause, docNo = pack.docNo } of pack.flow.steps) add(when, clause, docNo)
  for (const { from, when, clause, docNo = pack.docNo } of pack.correspondences) {
    add(from, clause, docNo)
    add(when, clause, docNo)
  }
  return leaves
}

/** The comparisons an expression consists of. */
export function leavesOf(test: Test): Test[] {
  return partsOf(test)?.flatMap(leavesOf) ?? [test]
}
