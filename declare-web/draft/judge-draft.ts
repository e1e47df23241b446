import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { Checked } from '../../shared/declaration/checked.ts'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import type { InputParts } from '../../shared/declaration/input-parts.ts'
import { judgeDeclaration } from '../../shared/declaration/judge-declaration.ts'
import type { Structured } from '../../shared/declaration/structured.ts'
import type { FormInfo } from '../../shared/http/api.ts'
import { ok } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'
import type { Draft } from './draft.ts'
import { draftToInput } from './draft-to-input.ts'
import type { StepError } from './field-map.ts'
import { stepErrorsOf } from './step-errors.ts'

export interface JudgeContext {
  readonly site: FormInfo
  readonly areas: AreaTable
  readonly now: EpochMs
  readonly language: Language
  readonly texts: Catalogue
}

export interface Judgement {
  readonly errors: readonly StepError[]
  /** Null while the parser refuses it. */
  readonly declaration: Declaration | null
}

/** The whole draft by the judgement that the server's parser uses too; each page then shows its own part of the errors. */
export function judgeDraft(draft: Draft, { site, areas, now, language, texts }: JudgeContext): Judgement {
  const context = { areas, checkpoints: site.checkpoints, now, zone: site.zone, language, structured }
  const judged = judgeDeclaration(draftToInput(draft, now), context)
  const faults = judged.ok ? [] : judged.error.map(({ path, code, values }) => ({ path, code, message: fill(texts.faults[code], values) }))
  const errors = stepErrorsOf(draft, faults, texts)
  if (!judged.ok && errors.length === 0) throw new Error('refused without a reason')
  return { errors, declaration: judged.ok ? judged.value : null }
}

/** In the browser the form made the parts itself, those of a list of persons too. */
let structured: Structured = <P extends keyof InputParts>(_part: P, made: unknown): Checked<InputParts[P]> => ok(made as InputParts[P])

/** For the server, which gets them from plain pages: `look` says of each part whether it is what it should be. */
export function lookAtParts(look: Structured): void {
  structured = look
}

/** As `judgeDraft`, but what the preview is made from: the promise at the end of the page is not part of the answers. */
export function judgeAnswers(draft: Draft, context: JudgeContext): Judgement {
  return judgeDraft({ ...draft, consent: true }, context)
}
