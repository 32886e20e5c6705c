import { BellOutlined, MenuOutlined } from '@ant-design/icons'
import { Link, useLocation } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import css from './frame.module.css'
import { useFrame } from './frame.tsx'
import { HeaderSearch } from './header-search.tsx'
import { PrintHead } from './print-head.tsx'
import { SideMenu } from './side-menu.tsx'
import { words } from './words.ts'

/** The tag that says the data is invented. */
export function DemoTag() {
  return <span className={css.demo}>{words.demo}</span>
}

/** First focusable thing of a page: jumps over header and menu. */
export function SkipLink() {
  return (
    <a className={css.skip} href="#content">
      {words.skipToContent}
    </a>
  )
}

/** `<main>` that takes the focus when another page is opened, so that keyboard and screen reader start there. */
export function Main({
  className,
  children,
}: {
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [pathname])
  return (
    <main id="content" ref={main} tabIndex={-1} className={className}>
      {children}
    </main>
  )
}

/** A page without any frame: what is shown before anyone is signed in, or when there is no such address. */
export function BarePage({ children }: { readonly children: ReactNode }) {
  return <main className={css.bare}>{children}</main>
}

function Header({ onOpenMenu }: { readonly onOpenMenu: () => void }) {
  const frame = useFrame()
  return (
    <header className={css.header}>
      <Link to="/" className={css.brand}>
        {words.product}
      </Link>
      <span className={css.organisation}>{frame.organisation}</span>
      <span className={css.phoneSpace} />
      {frame.demo && <DemoTag />}
      <span className={css.space} />
      {frame.searchTo && <HeaderSearch to={frame.searchTo} />}
      {frame.messages && (
        <Link
          to={frame.messages.to}
          className={css.tool}
          aria-label={words.header.messages(frame.messages.count)}
        >
          <BellOutlined aria-hidden />
          <span className={css.toolText}>{words.header.messages(frame.messages.count)}</span>
          {frame.messages.count > 0 && <span className={css.toolCount}>{frame.messages.count}</span>}
        </Link>
      )}
      {frame.helpTo && (
        <Link to={frame.helpTo} className={`${css.tool} ${css.wide}`}>
          {words.header.help}
        </Link>
      )}
      <span className={css.wide}>{frame.account}</span>
      <Button
        type="text"
        className={css.menuButton ?? ''}
        icon={<MenuOutlined aria-hidden />}
        aria-label={words.menu.open}
        onClick={onOpenMenu}
      />
    </header>
  )
}

/** Header, left menu (a drawer below 992 px) and content; what stands in them comes from `FrameProvider`. */
export function AppFrame({
  sider = true,
  children,
}: {
  /** False on review pages, which need the width; their back link leads to the list. */
  readonly sider?: boolean
  readonly children: ReactNode
}) {
  const { menu, organisation, account } = useFrame()
  const [open, setOpen] = useState(false)
  return (
    <>
      <SkipLink />
      <Header onOpenMenu={() => setOpen(true)} />
      <div className={sider ? css.body : undefined}>
        {sider && (
          <div className={css.sider}>
            <SideMenu groups={menu} />
          </div>
        )}
        <Main className={sider ? css.main : `${css.main} ${css.full}`}>
          <PrintHead />
          {children}
        </Main>
      </div>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="right"
        size={288}
        title={organisation}
        closable={{ 'aria-label': words.close }}
        styles={{ body: { padding: '4px 8px 16px' } }}
      >
        <SideMenu groups={menu} onFollow={() => setOpen(false)} />
        <div className={css.drawerAccount}>{account}</div>
      </Drawer>
    </>
  )
}
