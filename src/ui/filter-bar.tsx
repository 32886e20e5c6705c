import { CloseCircleOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import css from './data-table.module.css'
import { type RemoteSource, useRemoteOptions } from './remote-select.tsx'
import { words } from './words.ts'

export type FilterOption = { readonly value: string; readonly label: string }

/** A choice in the bar. `label` stays in sight: “承办人：全部”. */
export type Filter = {
  readonly key: string
  readonly label: string
  readonly options: readonly FilterOption[]
  readonly width?: number
  /** What no choice means; 全部 unless told. */
  readonly all?: string
  /** Instead of options: a choice from a list that is too long to load. */
  readonly remote?: RemoteSource
}

/** A condition that came with a link (a number opened its list) or has no place in the bar. */
export type FilterChip = { readonly key: string; readonly label: string }

export type FilterBarProps = {
  readonly values: Readonly<Record<string, string | undefined>>
  readonly onChange: (key: string, value: string | undefined) => void
  readonly onClear: () => void
  /** Filter key of the search text and what can be found by it: “企业、姓名、拼音、备案编号”. */
  readonly search?: { readonly key: string; readonly placeholder: string }
  readonly filters?: readonly Filter[]
  readonly chips?: readonly FilterChip[]
  readonly children?: ReactNode
}

function SearchBox({
  value,
  placeholder,
  onSearch,
}: {
  readonly value: string
  readonly placeholder: string
  readonly onSearch: (text: string | undefined) => void
}) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const search = () => {
    const wanted = text.trim()
    if (wanted !== value) onSearch(wanted || undefined)
  }
  return (
    <Input
      className={css.search ?? ''}
      prefix={<SearchOutlined aria-hidden />}
      value={text}
      maxLength={100}
      placeholder={placeholder}
      aria-label={`${words.filters.search}：${placeholder}`}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={search}
      onBlur={search}
      type="search"
    />
  )
}

type ChoiceProps = {
  readonly filter: Filter
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

function Choice({ filter, value, onChange }: ChoiceProps) {
  return filter.remote ? (
    <RemoteChoice filter={filter} source={filter.remote} value={value} onChange={onChange} />
  ) : (
    <Select
      {...shared(filter, value, onChange)}
      options={withAll(filter.options, filter.all)}
      popupMatchSelectWidth={false}
    />
  )
}

function RemoteChoice({ filter, source, value, onChange }: ChoiceProps & { readonly source: RemoteSource }) {
  const { options, nameOf, props } = useRemoteOptions(source, value ? [value] : [])
  return <Select {...props} {...shared(filter, value, onChange, nameOf)} options={withAll(options)} />
}

const withAll = (options: readonly FilterOption[], all: string = words.filters.allOptions) => [
  { value: '', label: all },
  ...options,
]

function shared(
  { label, width }: Filter,
  value: string | undefined,
  onChange: (value: string | undefined) => void,
  nameOf: (value: string) => string | undefined = () => undefined,
) {
  return {
    style: { width: width ?? 148 },
    'aria-label': label,
    value: value ?? '',
    labelRender: (chosen: { label?: ReactNode; value: string | number }) =>
      words.filters.chosen(
        label,
        nameOf(String(chosen.value)) ?? String(chosen.label ?? words.remote.loading),
      ),
    onChange: (next: string) => onChange(next || undefined),
  }
}

/** Search, choices, chips of what is in use and 清除筛选; bind `values`, `onChange`, `onClear` to useUrlFilters. */
export function FilterBar({
  values,
  onChange,
  onClear,
  search,
  filters = [],
  chips = [],
  children,
}: FilterBarProps) {
  const shownChips = chips.filter((chip) => values[chip.key] !== undefined)
  const inUse = Object.values(values).some((value) => value !== undefined)
  return (
    <search className={css.filters}>
      {search && (
        <SearchBox
          value={values[search.key] ?? ''}
          placeholder={search.placeholder}
          onSearch={(text) => onChange(search.key, text)}
        />
      )}
      {filters.map((filter) => (
        <Choice
          key={filter.key}
          filter={filter}
          value={values[filter.key]}
          onChange={(value) => onChange(filter.key, value)}
        />
      ))}
      {shownChips.map((chip) => (
        <span key={chip.key} className={css.chip}>
          {chip.label}
          <button
            type="button"
            aria-label={words.filters.remove(chip.label)}
            onClick={() => onChange(chip.key, undefined)}
          >
            <CloseCircleOutlined aria-hidden />
          </button>
        </span>
      ))}
      {inUse && (
        <Button type="link" size="small" onClick={onClear}>
          {words.filters.clear}
        </Button>
      )}
      {children}
    </search>
  )
}
