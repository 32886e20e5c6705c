import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Sealer } from '#platform/encryption/sealer.ts'
import type { Channel, HttpSettings, MailSettings, Senders } from './contract.ts'
import type { Header } from './send-http.ts'

const place = (channel: Channel) => ({ table: 'senders', column: 'secret_sealed', row: channel })

/** A channel as it is used: its settings, with the secret part opened. */
export type Sender =
  | {
      readonly channel: 'http'
      readonly enabled: boolean
      readonly settings: HttpSettings
      readonly headers: Header[]
    }
  | {
      readonly channel: 'email'
      readonly enabled: boolean
      readonly settings: MailSettings
      readonly password: string
    }

type Row = {
  channel: Channel
  version: number
  enabled: boolean
  settings: unknown
  secret_sealed: Buffer | null
  changed_at: Date
  changed_name: string
}

function rowsOf(tx: Tx): Promise<Row[]> {
  return tx
    .selectFrom('senders')
    .select(['channel', 'version', 'enabled', 'settings', 'secret_sealed', 'changed_at', 'changed_name'])
    .execute() as Promise<Row[]>
}

function secretOf(sealer: Sealer, { channel, secret_sealed }: Row): string {
  return secret_sealed ? sealer.openText(secret_sealed, place(channel)) : ''
}

export async function findSenders(tx: Tx, sealer: Sealer): Promise<Map<Channel, Sender>> {
  const rows = await rowsOf(tx)
  return new Map(
    rows.map((row): [Channel, Sender] => {
      const secret = secretOf(sealer, row)
      const { channel, enabled } = row
      if (channel === 'http') {
        const headers = secret ? (JSON.parse(secret) as Header[]) : []
        return [channel, { channel, enabled, settings: row.settings as HttpSettings, headers }]
      }
      return [channel, { channel, enabled, settings: row.settings as MailSettings, password: secret }]
    }),
  )
}

export async function presentSenders(tx: Tx, sealer: Sealer): Promise<Senders> {
  const rows = await rowsOf(tx)
  const of = (channel: Channel) => rows.find((row) => row.channel === channel)
  const kept = (row: Row) => ({
    enabled: row.enabled,
    version: row.version,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_name,
  })
  const [http, email] = [of('http'), of('email')]
  const headers = http ? (JSON.parse(secretOf(sealer, http) || '[]') as Header[]) : []
  return {
    http: http
      ? {
          ...kept(http),
          settings: http.settings as HttpSettings,
          headerNames: headers.map(({ name }) => name),
        }
      : null,
    email: email
      ? {
          ...kept(email),
          settings: email.settings as MailSettings,
          hasPassword: email.secret_sealed !== null,
        }
      : null,
  }
}

export type KeptSender = {
  readonly channel: Channel
  readonly enabled: boolean
  readonly settings: HttpSettings | MailSettings
  /** Undefined: as it was; empty: none. */
  readonly secret: string | undefined
}

/** False when somebody else has changed it meanwhile. */
export async function keepSender(
  tx: Tx,
  sealer: Sealer,
  { channel, enabled, settings, secret }: KeptSender,
  version: number | null,
  by: { accountId: string; name: string },
): Promise<boolean> {
  const values = {
    enabled,
    settings: JSON.stringify(settings),
    changed_by: by.accountId,
    changed_name: by.name,
    ...(secret !== undefined && {
      secret_sealed: secret === '' ? null : sealer.seal(secret, place(channel)),
    }),
  }
  if (version === null) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('senders')
      .values({ channel, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  }
  const { numUpdatedRows } = await tx
    .updateTable('senders')
    .set({ ...values, version: version + 1, changed_at: sql`now()` })
    .where('channel', '=', channel)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
