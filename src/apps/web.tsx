import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { web as auditTrail } from '#foundation/audit-trail/web/screens.ts'
import { web as notices } from '#foundation/notices/web/screens.ts'
import { web as orgUnits } from '#foundation/org-units/web/screens.ts'
import { web as people } from '#foundation/people/web/screens.ts'
import { readMe } from '#foundation/sign-in/contract.ts'
import { AccountMenu } from '#foundation/sign-in/web/account-menu.tsx'
import { web as signIn } from '#foundation/sign-in/web/screens.ts'
import { placeOf, SessionGate, useMe } from '#foundation/sign-in/web/session.tsx'
import { createClient } from '#platform/client.ts'
import { web as appointments } from '#registry/appointments/web/screens.ts'
import { web as coverage } from '#registry/coverage/web/screens.ts'
import { web as cultivationPlans } from '#registry/cultivation-plans/web/screens.ts'
import { web as duties } from '#registry/duties/web/screens.ts'
import { web as enterprises } from '#registry/enterprises/web/screens.ts'
import { web as filings } from '#registry/filings/web/screens.ts'
import { web as registrations } from '#registry/registrations/web/screens.ts'
import { web as reports } from '#registry/reports/web/screens.ts'
import { web as rosters } from '#registry/rosters/web/screens.ts'
import { web as rules } from '#registry/rules/web/screens.ts'
import { web as search } from '#registry/search/web/screens.ts'
import { web as setUp } from '#registry/set-up/web/screens.ts'
import { web as survey } from '#registry/survey/web/screens.ts'
import { web as tags } from '#registry/tags/web/screens.ts'
import { web as upkeep } from '#registry/upkeep/web/screens.ts'
import { AppFrame, BarePage } from '#ui/app-frame.tsx'
import { Application } from '#ui/application.tsx'
import { createQueries } from '#ui/client.tsx'
import { EmptyState, FaultPage, NotFoundPage } from '#ui/fault.tsx'
import { FrameProvider, useFrame } from '#ui/frame.tsx'
import { Pending } from '#ui/pending.tsx'
import { menuFor, type Screen, type Web } from '#ui/screens.ts'
import { parseSearch, stringifySearch } from '#ui/search-params.ts'
import { operationKey } from '#ui/use-operation.ts'
import { useWaiting } from '#ui/waiting.ts'
import { words } from '#ui/words.ts'
import { web as actions } from '#workbench/actions/web/screens.ts'
import { web as cockpit } from '#workbench/cockpit/web/screens.ts'
import { web as conformity } from '#workbench/conformity/web/screens.ts'
import { web as incidents } from '#workbench/incidents/web/screens.ts'
import { web as instruments } from '#workbench/instruments/web/screens.ts'
import { web as masterData } from '#workbench/master-data/web/screens.ts'
import { web as opinions } from '#workbench/opinions/web/screens.ts'
import { web as qualityCosts } from '#workbench/quality-costs/web/screens.ts'
import { web as qualityPlans } from '#workbench/quality-plans/web/screens.ts'
import { web as recalls } from '#workbench/recalls/web/screens.ts'
import { web as risks } from '#workbench/risks/web/screens.ts'
import { web as vetoes } from '#workbench/vetoes/web/screens.ts'

/** The screens of every capability that has a face. */
const webs: readonly Web[] = [
  duties,
  signIn,
  orgUnits,
  people,
  notices,
  auditTrail,
  appointments,
  enterprises,
  filings,
  rules,
  setUp,
  rosters,
  survey,
  coverage,
  upkeep,
  tags,
  registrations,
  cultivationPlans,
  reports,
  search,
  vetoes,
  cockpit,
  conformity,
  risks,
  incidents,
  opinions,
  masterData,
  recalls,
  instruments,
  qualityPlans,
  qualityCosts,
  actions,
]

const menu = webs.flatMap((web) => web.menu)
const counts = webs.flatMap((web) => web.waiting ?? [])

function Framed() {
  const me = useMe()
  const place = placeOf(me.grant)
  const waiting = useWaiting(counts, place.side)
  const frame = {
    organisation: me.grant.place,
    reader: me.name,
    demo: me.demo,
    menu: menuFor(menu, { ...place, waiting }),
    account: <AccountMenu />,
    readsOnly: me.grant.role === 'auditor',
    // An enterprise sees itself alone: there is nothing to look for.
    ...(place.unitId !== undefined && { searchTo: '/search' }),
    ...(waiting.notices !== undefined && { messages: { to: '/notices', count: waiting.notices } }),
  }
  return (
    <FrameProvider value={frame}>
      <Outlet />
    </FrameProvider>
  )
}

function Home() {
  const first = useFrame().menu[0]?.entries[0]
  return first ? <Navigate to={first.to} replace /> : <EmptyState text={words.menu.nothing} />
}

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: () => (
    <BarePage>
      <NotFoundPage />
    </BarePage>
  ),
})
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: () => (
    <SessionGate>
      <Framed />
    </SessionGate>
  ),
})
const app = createRoute({
  getParentRoute: () => signedIn,
  id: 'app',
  component: () => (
    <AppFrame>
      <Outlet />
    </AppFrame>
  ),
})
const home = createRoute({ getParentRoute: () => app, path: '/', component: Home })

function routesOf(frame: Screen['frame'], parent: typeof root | typeof signedIn | typeof app) {
  return webs
    .flatMap((web) => web.screens)
    .filter((screen) => screen.frame === frame)
    .map((screen) =>
      createRoute({
        getParentRoute: () => parent as typeof root,
        path: screen.path,
        component: lazyRouteComponent(screen.load),
      }),
    )
}

const router = createRouter({
  routeTree: root.addChildren([
    ...routesOf('public', root),
    signedIn.addChildren([...routesOf('own', signedIn), app.addChildren([home, ...routesOf('app', app)])]),
  ]),
  parseSearch,
  stringifySearch,
  defaultPendingComponent: Pending,
  defaultErrorComponent: ({ error, reset }) => <FaultPage error={error} onRetry={reset} />,
  defaultNotFoundComponent: NotFoundPage,
})

// A page that learns of the ended session makes the gate ask again; the gate's own question must not.
const queries = createQueries((operationName, all) => {
  if (operationName !== readMe.name) void all.invalidateQueries({ queryKey: operationKey(readMe) })
})
const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <Application client={createClient({ baseUrl: '' })} queries={queries}>
        <RouterProvider router={router} />
      </Application>
    </StrictMode>,
  )
}
