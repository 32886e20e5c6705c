import type pg from 'pg'
import { getConstructionPlans, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Installation } from '../perform.ts'

/** Long or later work. `data` is JSON and names the unit or enterprise for which the job acts. */
export type Job<D extends object = object> = {
  readonly name: string
  /** When it begins by itself: five cron fields, Beijing time. */
  readonly cron?: string
  /** A job that fails is tried again up to three times, so it must be able to start over. */
  run(installation: Installation, data: D): Promise<void>
  /** After the last try has failed: tells those who wait for it. */
  giveUp?(installation: Installation, data: D): Promise<void>
}

export type Jobs = {
  /** Queues a job. Call it in `afterCommit`; work that must not be lost is found again by its row's status. */
  send<D extends object>(job: Job<D>, data: D): Promise<void>
  /** Begins to take jobs. */
  work(installation: Installation): Promise<void>
  close(): Promise<void>
}

const SCHEMA = 'pgboss'

/** Makes the queue's schema and queues as the owner, and lets the application role use them. */
export async function prepareJobs(owner: pg.Client, jobs: readonly Job<never>[], appRole: string) {
  const { rows } = await owner.query('select to_regclass($1) as found', [`${SCHEMA}.version`])
  if (!rows[0]?.found) await owner.query(getConstructionPlans(SCHEMA))
  const boss = new PgBoss({
    schema: SCHEMA,
    db: { executeSql: (text, values) => owner.query(text, values) },
    supervise: false,
    schedule: false,
    migrate: false,
  })
  await boss.start()
  for (const job of jobs) {
    if (!(await boss.getQueue(job.name))) {
      await boss.createQueue(job.name, {
        retryLimit: 3,
        retryDelay: 2,
        expireInSeconds: 3600 * 6,
        // A worker that was killed is noticed by its missing heartbeat, not only when the job expires.
        heartbeatSeconds: 20,
      })
    }
    if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai' })
  }
  await boss.stop({ graceful: false })
  await owner.query(`grant usage on schema ${SCHEMA} to ${appRole};
    grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${appRole};
    grant usage on all sequences in schema ${SCHEMA} to ${appRole};
    grant execute on all functions in schema ${SCHEMA} to ${appRole}`)
}

/** The queue as the application uses it. */
export async function openJobs(pool: pg.Pool, log: Logger, jobs: readonly Job<never>[]): Promise<Jobs> {
  const boss = new PgBoss({
    schema: SCHEMA,
    db: { executeSql: (text, values) => pool.query(text, values) },
    supervise: true,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    schedule: true,
    migrate: false,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  await boss.start()
  return {
    async send(job, data) {
      await boss.send(job.name, data)
    },
    async work(installation) {
      for (const job of jobs as readonly Job[]) {
        await boss.work(job.name, { pollingIntervalSeconds: 0.5, includeMetadata: true }, async ([taken]) => {
          if (!taken) return
          try {
            await job.run(installation, taken.data as object)
          } catch (error) {
            log.error({ err: error, job: job.name }, 'job failed')
            if (taken.retryCount >= taken.retryLimit) await job.giveUp?.(installation, taken.data as object)
            throw error
          }
        })
      }
    },
    async close() {
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}
