import './provided-indicators.ts'
import { auditTrail } from '#foundation/audit-trail/index.ts'
import { files } from '#foundation/files/index.ts'
import { notices } from '#foundation/notices/index.ts'
import { orgUnits } from '#foundation/org-units/index.ts'
import { people } from '#foundation/people/index.ts'
import { signIn } from '#foundation/sign-in/index.ts'
import type { Capability } from '#platform/capability.ts'
import { appointments } from '#registry/appointments/index.ts'
import { coverage } from '#registry/coverage/index.ts'
import { cultivationPlans } from '#registry/cultivation-plans/index.ts'
import { defectTemplates } from '#registry/defect-templates/index.ts'
import { duties } from '#registry/duties/index.ts'
import { enterprises } from '#registry/enterprises/index.ts'
import { filings } from '#registry/filings/index.ts'
import { registrations } from '#registry/registrations/index.ts'
import { reports } from '#registry/reports/index.ts'
import { rosters } from '#registry/rosters/index.ts'
import { rules } from '#registry/rules/index.ts'
import { search } from '#registry/search/index.ts'
import { setUp } from '#registry/set-up/index.ts'
import { survey } from '#registry/survey/index.ts'
import { tags } from '#registry/tags/index.ts'
import { upkeep } from '#registry/upkeep/index.ts'
import { actions } from '#workbench/actions/index.ts'
import { cockpit } from '#workbench/cockpit/index.ts'
import { conformity } from '#workbench/conformity/index.ts'
import { holds } from '#workbench/holds/index.ts'
import { incidents } from '#workbench/incidents/index.ts'
import { instrumentsCapability } from '#workbench/instruments/index.ts'
import { ledgers } from '#workbench/ledgers/index.ts'
import { masterData } from '#workbench/master-data/index.ts'
import { opinions } from '#workbench/opinions/index.ts'
import { qualityCosts } from '#workbench/quality-costs/index.ts'
import { qualityPlans } from '#workbench/quality-plans/index.ts'
import { recallsCapability } from '#workbench/recalls/index.ts'
import { risks } from '#workbench/risks/index.ts'
import { vetoes } from '#workbench/vetoes/index.ts'
import { provideQueries } from './provided-queries.ts'

/** What carries both wings, and the government's side. */
const registry: readonly Capability[] = [
  signIn,
  people,
  orgUnits,
  files,
  notices,
  auditTrail,
  enterprises,
  upkeep,
  registrations,
  tags,
  rosters,
  survey,
  rules,
  setUp,
  appointments,
  filings,
  defectTemplates,
  search,
  coverage,
  duties,
  cultivationPlans,
  reports,
]

/** The enterprise's own side: what is done there is told to nobody else. */
const workbench: readonly Capability[] = [
  holds,
  ledgers,
  masterData,
  qualityPlans,
  instrumentsCapability,
  risks,
  incidents,
  actions,
  qualityCosts,
  conformity,
  cockpit,
  vetoes,
  opinions,
  recallsCapability,
]

/** Every capability of the product, in the order in which a reader would ask for them. */
export const capabilities: readonly Capability[] = [...registry, ...workbench.map(apart)]

function apart(capability: Capability): Capability {
  const handlers = capability.handlers.map((handled) => ({ ...handled, ofWorkbench: true }) as const)
  return { ...capability, handlers }
}

provideQueries(capabilities)
