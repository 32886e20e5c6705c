import type { ComponentProps } from 'react'
import { DECISIVE_GROUPS, INDUSTRIES } from '#registry/enterprises/industries.ts'
import { CodeSelect } from '#ui/code-select.tsx'

const options = [...INDUSTRIES, ...DECISIVE_GROUPS]
  .map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))
  .sort((one, other) => (one.value < other.value ? -1 : 1))

/** An industry of GB/T 4754—2017. */
export function IndustrySelect(props: Omit<ComponentProps<typeof CodeSelect>, 'options'>) {
  return <CodeSelect {...props} options={options} />
}
