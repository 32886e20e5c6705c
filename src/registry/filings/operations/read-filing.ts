import { handle } from '#platform/perform.ts'
import { loadFiling } from '../advance.ts'
import { readFiling } from '../contract.ts'
import { mayRead } from '../policy.ts'
import { presentFiling } from '../present.ts'

export const readFilingHandler = handle(readFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayRead,
  run: (ctx, _input, { filing }) => presentFiling(ctx, filing),
})
