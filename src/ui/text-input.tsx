import { Input, type InputProps } from 'antd'
import { useState } from 'react'

export type TextInputProps = Omit<InputProps, 'value' | 'onChange' | 'onBlur'> & {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Brings what was typed into the usual spelling when the field is left: full-width digits, spaces, dates. */
  readonly normalise?: (text: string) => string
  /** The field is left: the moment to check it. Gets the normalised text. */
  readonly onLeave?: (value: string) => void
}

/** A line of text that is put into order when it is left, not while it is typed. */
export function TextInput({ value, onChange, normalise, onLeave, ...rest }: TextInputProps) {
  const [draft, setDraft] = useState<string | null>(null)
  function leave() {
    const text = draft ?? value
    const normal = normalise ? normalise(text) : text
    setDraft(null)
    if (normal !== value) onChange(normal)
    onLeave?.(normal)
  }
  return (
    <Input
      {...rest}
      value={draft ?? value}
      onChange={(event) => {
        setDraft(event.target.value)
        onChange(event.target.value)
      }}
      onBlur={leave}
    />
  )
}
