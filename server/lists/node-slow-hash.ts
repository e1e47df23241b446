import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { HASH_BYTES, type SlowHash } from '../../shared/lists/slow-hash.ts'

const derive = promisify(pbkdf2)

export const nodeSlowHash: SlowHash = (key, salt, iterations) => derive(key, salt, iterations, HASH_BYTES, 'sha256')
