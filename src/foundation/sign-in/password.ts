import { hash, verify } from '@node-rs/argon2'

/** argon2id with the library's defaults (19 MiB, 2 passes). */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

let decoy: Promise<string> | undefined

/** Checks a password; without an account it works just as long, so that time does not tell whether there is one. */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash('no such account')
  const matches = await verify(stored ?? (await decoy), password)
  return stored !== undefined && matches
}
