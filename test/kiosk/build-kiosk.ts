import { builtInto } from '../support/built-site.ts'

/** The page from its sources, in a folder of its own. */
export function buildKiosk(): string {
  return builtInto('kiosk')
}
