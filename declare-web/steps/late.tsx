import type { ComponentType } from 'preact'
import type { Draft } from '../draft/draft.ts'
import type { StepProps } from '../form/form.ts'
import { hasCome, latePart } from '../form/late-part.tsx'
import type { LateParts } from './late-parts.ts'

let loaded: Partial<LateParts> = {}

export function haveParts(parts: Partial<LateParts>): void {
  loaded = { ...loaded, ...parts }
}

/** False where it did not come; asking again is always right. */
export function loadAskedOfSome(): Promise<boolean> {
  return hasCome(import('./asked-of-some.ts').then(({ ASKED_OF_SOME }) => haveParts(ASKED_OF_SOME)))
}

/** False where it could not be done. */
export async function keepRemembered(draft: Draft): Promise<boolean> {
  return (await loadAskedOfSome()) && loaded.remember?.(draft) === true
}

/** How a preview looks that has reasons or duties to tell. */
export function loadVerdictReport(): Promise<boolean> {
  return hasCome(import('../preview/report-parts.ts').then(({ REPORT_PARTS }) => haveParts(REPORT_PARTS)))
}

/** One of the parts that come when they are first to be drawn. */
export function late<P extends StepProps>(
  pick: (parts: Partial<LateParts>) => ComponentType<P> | undefined,
  load = loadAskedOfSome,
): ComponentType<P> {
  return latePart(() => pick(loaded), load)
}
