import { handle } from '#platform/perform.ts'
import { loadFiling } from '../advance.ts'
import { printFilingForm } from '../contract.ts'
import { printFiling } from '../documents/print-filing.ts'
import { mayRead } from '../policy.ts'

export const printFilingFormHandler = handle(printFilingForm, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayRead,
  async run(ctx, _input, { filing }) {
    return { mediaType: 'application/pdf', ...(await printFiling(ctx, filing, 'masked')) }
  },
})
