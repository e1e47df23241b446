import { builtInto } from '../support/built-site.ts'

/** Builds the page from its sources into a folder of its own. */
export function buildControlRoom(): string {
  return builtInto('control-room')
}
