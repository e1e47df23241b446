import type { PassView } from '../../shared/http/api.ts'
import { heldPass } from './held-pass.ts'
import { type PassDeps, passView } from './pass-view.ts'

/** Malformed and unknown links are answered alike, with null, so that an answer tells nothing about what exists. */
export async function findPass(deps: PassDeps, link: string): Promise<PassView | null> {
  const held = await heldPass(deps.storage.read, link)
  return held && passView(deps, held)
}
