import { fillForm } from '../../shared/paper/fill-form.ts'
import type { FormInput } from '../../shared/paper/form-input.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { namesSame } from '../scan/join-documents.ts'
import type { FormReading, PassageView } from '../scan/passage-view.ts'
import { judgeJoined } from '../scan/station/join-document.ts'
import type { StationDeps } from '../scan/station/station-deps.ts'
import type { FormRefusal } from './read-form.ts'

/** A form filled for the person whose answer waits: the same passage, judged anew. */
export async function joinForm(deps: StationDeps, view: PassageView, input: FormInput): Promise<Result<PassageView, FormRefusal>> {
  const situation = await deps.situation()
  const { bundle, now } = situation
  if (!bundle) return err({ kind: 'no-bundle' })
  const filled = fillForm(input, { now, areas: bundle.areas })
  if (!filled.ok) return err({ kind: 'fields', fields: filled.error })
  const reading: FormReading = { kind: 'form', ...filled.value, paper: null, filledAt: now }
  return ok(await judgeJoined(deps, situation, { view, joining: { kind: 'joins', reading, agrees: namesSame(view, reading) } }))
}
