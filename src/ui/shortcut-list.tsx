import { Switch } from 'antd'
import { Stack } from './section.tsx'
import type { Shortcuts } from './use-shortcuts.ts'
import { words } from './words.ts'

type ShortcutListProps = Shortcuts & { readonly rows: readonly (readonly [key: string, what: string])[] }

/** The keys of a page and what they do; they can be switched off. */
export function ShortcutList({ rows, on, turn }: ShortcutListProps) {
  return (
    <Stack>
      <dl>
        {rows.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>　{what}
            </dt>
          </div>
        ))}
      </dl>
      <label htmlFor="shortcuts-on">
        <Switch id="shortcuts-on" checked={on} onChange={turn} /> {words.shortcuts.use}
      </label>
    </Stack>
  )
}
