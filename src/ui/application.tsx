import './base.css'
import type { QueryClient } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN.js'
import type { ReactNode } from 'react'
import type { Client } from '#platform/client.ts'
import { ClientProvider } from './client.tsx'
import { LargeTextProvider, useLargeText } from './large-text.tsx'
import { largeTextTheme, theme } from './theme.ts'

/** Without motion antd must know it, or parts that fade out would wait for the end of a motion that never begins. */
const stillness = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? { motion: false } : {}

function Themed({ children }: { readonly children: ReactNode }) {
  const largeText = useLargeText()
  const chosen = largeText.on ? largeTextTheme : theme
  return (
    <ConfigProvider
      locale={zhCN.default}
      theme={{ ...chosen, token: { ...chosen.token, ...stillness } }}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      form={{ colon: false }}
    >
      {children}
    </ConfigProvider>
  )
}

/** Everything that the pages stand in: theme, language, 大字模式, client and its answers. */
export function Application({
  client,
  queries,
  children,
}: {
  readonly client: Client
  readonly queries: QueryClient
  readonly children: ReactNode
}) {
  return (
    <LargeTextProvider>
      <Themed>
        <ClientProvider client={client} queries={queries}>
          {children}
        </ClientProvider>
      </Themed>
    </LargeTextProvider>
  )
}
