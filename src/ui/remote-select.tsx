import { Select, type SelectProps } from 'antd'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { InputSchema, Operation } from '#platform/operation.ts'
import css from './remote-select.module.css'
import { useOperation } from './use-operation.ts'
import { words } from './words.ts'

/** `detail` tells two of the same name apart, e.g. what is above them. */
export type RemoteOption = {
  readonly value: string
  readonly label: string
  readonly detail?: string
  readonly disabled?: boolean
}

type Found<Row> = { rows: Row[]; total: number }
/** A search by `text` whose chosen values are named again by `ids` (comma between); answers rows with their whole number. */
type SearchOperation<Row> = Operation<InputSchema, z.ZodType<Found<Row>>>

export type RemoteSource<Row = unknown> = {
  readonly op: SearchOperation<Row>
  /** Whose list it is: parts of the operation's path. */
  readonly of?: Readonly<Record<string, unknown>>
  /** What is always asked for beside the text. */
  readonly filter?: Readonly<Record<string, unknown>>
  option(row: Row): RemoteOption
}

/** Ties the type of the rows to the operation. */
export function remoteSource<Row>(source: RemoteSource<Row>): RemoteSource {
  return source as unknown as RemoteSource
}

const PAUSE_MS = 250
const FIRST = 20

/** The options of a list that is too long to load: nothing before it is opened, then the first 20, then what is typed. */
export function useRemoteOptions(source: RemoteSource, chosen: readonly string[]) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const text = useSettled(typed.trim())
  const ask = (input: Record<string, unknown>) => ({ ...input, ...source.of, ...source.filter })
  const found = useOperation(source.op, ask({ limit: FIRST, ...(text && { text }) }), { enabled: open })
  // While the search is under way nothing is offered: Enter must not take what was found for other words.
  const isFound = typed.trim() === text
  const options = isFound ? (found.data?.rows ?? []).map((row) => source.option(row)) : []
  const missing = chosen.filter((value) => !options.some((option) => option.value === value))
  const named = useOperation(
    source.op,
    { ids: missing.join(','), limit: 50, ...source.of },
    {
      enabled: missing.length > 0,
      keepPrevious: true,
    },
  )
  const names = (named.data?.rows ?? [])
    .map((row) => source.option(row))
    .filter(({ value }) => missing.includes(value))
  const beyond = isFound ? (found.data?.total ?? 0) - options.length : 0
  return {
    options,
    /** What is being looked for, for options that stand beside those found. */
    typed: typed.trim(),
    /** Name of a chosen value that the search did not bring. */
    nameOf: (value: string) => names.find((name) => name.value === value)?.label,
    props: {
      showSearch: { filterOption: false, searchValue: typed, onSearch: setTyped },
      onOpenChange: (is: boolean) => {
        setOpen(is)
        if (!is) setTyped('')
      },
      loading: found.isFetching,
      popupMatchSelectWidth: false,
      labelRender: ({ label, value }) =>
        (typeof label === 'string' && label !== value
          ? label
          : names.find((name) => name.value === value)?.label) ?? words.remote.loading,
      notFoundContent: !isFound || found.isPending ? words.remote.searching : words.remote.nothing,
      popupRender: (menu) => (
        <>
          {menu}
          {beyond > 0 ? <div className={css.more}>{words.remote.more(beyond)}</div> : null}
        </>
      ),
      optionRender: ({ data }) => {
        const { label, detail } = data as unknown as RemoteOption
        return detail ? (
          <span>
            {label}
            <small className={css.detail}>{detail}</small>
          </span>
        ) : (
          label
        )
      },
    } satisfies SelectProps,
  }
}

type Shared = Pick<SelectProps, 'id' | 'status' | 'style' | 'placeholder' | 'disabled'> & {
  readonly source: RemoteSource
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-invalid'?: true | undefined
}

/** One of many, found by typing. */
export function RemoteSelect({
  source,
  value,
  onChange,
  ...rest
}: Shared & {
  readonly value: string | null
  readonly onChange: (value: string | null, option: RemoteOption | null) => void
}) {
  const { options, props } = useRemoteOptions(source, value ? [value] : [])
  return (
    <Select
      {...rest}
      {...props}
      allowClear
      value={value}
      options={options}
      onChange={(next?: string) =>
        onChange(next ?? null, options.find((option) => option.value === next) ?? null)
      }
    />
  )
}

/** Several of many, found by typing. */
export function RemoteMultiSelect({
  source,
  value,
  onChange,
  ...rest
}: Shared & { readonly value: readonly string[]; readonly onChange: (value: string[]) => void }) {
  const { options, props } = useRemoteOptions(source, value)
  return (
    <Select {...rest} {...props} mode="multiple" value={[...value]} options={options} onChange={onChange} />
  )
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
