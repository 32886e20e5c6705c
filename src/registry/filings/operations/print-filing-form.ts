import { handle } from '#platform/perform.ts'
import { loadFiling } from '../advance.ts'
import { printFilingForm } from '../contract.ts'
import { gatherFilingForm, printedForm } from '../documents/gather-filing-form.ts'
import { mayRead } from '../policy.ts'

export const printFilingFormHandler = handle(printFilingForm, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayRead,
  async run(ctx, _input, { filing }) {
    const bytes = await printedForm(await gatherFilingForm(ctx, filing, 'masked'))
    return { mediaType: 'application/pdf', fileName: `备案表-${filing.enterprise_name}.pdf`, bytes }
  },
})
