import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { newId } from '#platform/ids.ts'
import { hashToken } from '#platform/perform.ts'

/** A token of an account with its only post, by its name to sign in with. */
export async function tokenOf(
  owner: pg.ClientBase,
  login: string,
): Promise<{ token: string; unitId: string }> {
  const { rows } = await owner.query<{ account_id: string; id: string; unit_id: string }>(
    'select g.account_id, g.id, g.unit_id from grants g join accounts a on a.id = g.account_id where a.login = $1',
    [login],
  )
  const [grant] = rows
  if (!grant) throw new Error(`no account ${login}`)
  const token = randomBytes(32).toString('base64url')
  await owner.query(
    `insert into sessions (id, token_hash, kind, label, account_id, grant_id, expires_at, idle_seconds)
     values ($1, $2, 'token', 'bench', $3, $4, now() + interval '1 day', 86400)`,
    [newId(), hashToken(token), grant.account_id, grant.id],
  )
  return { token, unitId: grant.unit_id }
}
