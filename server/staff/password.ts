import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id (19 MiB, two passes, one lane): about 30 ms of one core, off the event loop. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST)
}

/** Takes as long for an account that does not exist (`stored` null), so that time does not tell which accounts do. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await hashOfNobody()), password.normalize('NFKC'))
  return matches && stored !== null
}

let nobody: Promise<string> | null = null

function hashOfNobody(): Promise<string> {
  nobody ??= hashPassword('the password of an account that does not exist')
  return nobody
}
