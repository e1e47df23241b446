/** The pages in their order; `start` asks nothing, `check` shows all answers and the preview. */
export const STEPS = [
  'start',
  'trip',
  'traveller',
  'contact',
  'destination',
  'stays',
  'means',
  'purpose',
  'work',
  'symptoms',
  'tests',
  'check',
] as const
export type StepName = (typeof STEPS)[number]

/** Pages that ask: the progress line counts these and the check. */
export const NUMBERED_STEPS: readonly StepName[] = STEPS.slice(1)

export function isStepName(text: string): text is StepName {
  return STEPS.some((step) => step === text)
}

export function stepBefore(step: StepName): StepName | null {
  return STEPS[STEPS.indexOf(step) - 1] ?? null
}

export function stepAfter(step: StepName): StepName {
  return STEPS[STEPS.indexOf(step) + 1] ?? 'check'
}
