import type { FormField } from '../../shared/paper/fill-form.ts'
import type { FormInput } from '../../shared/paper/form-input.ts'
import type { ReadyBundle } from '../bundle/ready-bundle.ts'

/** What every part of the form gets. */
export interface SectionProps {
  readonly input: FormInput
  readonly wrong: readonly FormField[]
  readonly bundle: ReadyBundle
  /** The day of the answers, and the moment before which they lie. */
  readonly today: string
  readonly onChange: (change: Partial<FormInput>) => void
}
