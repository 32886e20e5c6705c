import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import type { Client } from '#platform/client.ts'
import { isSignedOut, isTransient, problemOf } from './problem.ts'

const ClientContext = createContext<Client | null>(null)

/**
 * Answers are fresh for 10 s; a question is asked again only where that can help, a command never by itself.
 * `onSignedOut` is told which operation was refused because nobody is signed in.
 */
export function createQueries(
  onSignedOut?: (operationName: unknown, queries: QueryClient) => void,
): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (isSignedOut(problemOf(error))) onSignedOut?.(query.queryKey[0], queries)
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && isTransient(error),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  })
  return queries
}

/** Gives the pages below it the client and the store of answers. */
export function ClientProvider({
  client,
  queries,
  children,
}: {
  readonly client: Client
  readonly queries: QueryClient
  readonly children: ReactNode
}) {
  return (
    <ClientContext.Provider value={client}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </ClientContext.Provider>
  )
}

/** The client of this page, for calls that are neither a question to show nor a command of a button (uploads, reveals). */
export function useClient(): Client {
  const client = useContext(ClientContext)
  if (!client) throw new Error('ClientProvider is missing')
  return client
}
