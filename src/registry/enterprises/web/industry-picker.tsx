import type { ComponentProps } from 'react'
import { CodeSelect } from '#ui/code-select.tsx'
import { DECISIVE_GROUPS, INDUSTRIES } from '../industries.ts'
import { words } from './words.ts'

const categories = INDUSTRIES.filter(({ level }) => level === 'category')
const divisions = INDUSTRIES.filter(({ level }) => level === 'division')

/** 门类, under each its 大类, and under those where it matters for the size their 中类. */
const options = categories.map(({ code: letter, name }) => ({
  label: `${letter} ${name}`,
  options: [
    { value: letter, label: words.categoryOnly(letter, name) },
    ...divisions
      .filter(({ category }) => category === letter)
      .flatMap(({ code, name: division }) => [
        { value: code, label: `${code} ${division}` },
        ...DECISIVE_GROUPS.filter((group) => group.code.startsWith(code)).map((group) => ({
          value: group.code,
          label: `${group.code} ${group.name}`,
        })),
      ]),
  ],
}))

/** An industry of GB/T 4754—2017. */
export function IndustryPicker(props: Omit<ComponentProps<typeof CodeSelect>, 'options'>) {
  return <CodeSelect {...props} options={options} />
}
