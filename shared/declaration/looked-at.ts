import { ok } from '../result.ts'
import type { Checked } from './checked.ts'
import { type InputParts, inputParts } from './input-parts.ts'
import type { Shape } from './shapes.ts'

const guards: { readonly [P in keyof InputParts]: Shape<InputParts[P]> } = inputParts

/** `Structured` for whoever got the input from elsewhere. */
export function lookedAt<P extends keyof InputParts>(part: P, value: unknown): Checked<InputParts[P]> {
  const isSound = guards[part]
  return isSound(value) ? ok(value) : { ok: false, error: [] }
}
