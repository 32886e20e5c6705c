import { provideIndicator } from '#registry/coverage/index.ts'
import { completionByRow } from '#registry/cultivation-plans/index.ts'
import { onTimeByRow } from '#registry/duties/index.ts'

// K8 is made by the plans, which rest on coverage themselves; K9 by the duties.
provideIndicator('plan-completion', completionByRow)
provideIndicator('reports-on-time', onTimeByRow)
