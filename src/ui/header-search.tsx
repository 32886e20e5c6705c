import { SearchOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import css from './frame.module.css'
import { useShortcuts } from './use-shortcuts.ts'
import { words } from './words.ts'

/** The box in the header that leads to what is looked for; the key / goes to it. On a phone a link to the page. */
export function HeaderSearch({ to }: { readonly to: string }) {
  const navigate = useNavigate()
  const box = useRef<InputRef>(null)
  const [text, setText] = useState('')
  useShortcuts({ '/': () => box.current?.focus({ cursor: 'all' }) })
  const search = () => {
    const wanted = text.trim()
    if (wanted === '') return
    setText('')
    void navigate({ to, search: { text: wanted } as never })
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: <search> is unknown to the older browsers that officials have */}
      <form
        role="search"
        className={css.searchBox}
        onSubmit={(event) => {
          event.preventDefault()
          search()
        }}
      >
        <Input
          ref={box}
          prefix={<SearchOutlined aria-hidden />}
          value={text}
          maxLength={60}
          placeholder={words.header.search}
          aria-label={words.header.search}
          aria-keyshortcuts="/"
          suffix={
            <kbd className={css.searchKey} aria-hidden>
              /
            </kbd>
          }
          onChange={(event) => setText(event.target.value)}
        />
      </form>
      <Link to={to} className={`${css.tool} ${css.searchLink}`} aria-label={words.header.searchPage}>
        <SearchOutlined aria-hidden />
      </Link>
    </>
  )
}
