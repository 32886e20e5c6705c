import './base.css'
import type { QueryClient } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN.js'
import type { ReactNode } from 'react'
import type { Client } from '#platform/client.ts'
import { ClientProvider } from './client.tsx'
import { LargeTextProvider, useLargeText } from './large-text.tsx'
import { largeTextTheme, theme } from './theme.ts'

function Themed({ children }: { readonly children: ReactNode }) {
  const largeText = useLargeText()
  return (
    <ConfigProvider
      locale={zhCN.default}
      theme={largeText.on ? largeTextTheme : theme}
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
