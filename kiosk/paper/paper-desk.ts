import type { FormInput } from '../../shared/paper/form-input.ts'
import type { Result } from '../../shared/result.ts'
import { err, ok } from '../../shared/result.ts'
import { view } from '../kiosk-state.ts'
import type { PassageView } from '../scan/passage-view.ts'
import type { ScanDesk } from '../scan/scan-desk.ts'
import type { ScanStation } from '../scan/scan-station.ts'
import { type IssuedSlip, issueSlip, type SlipDeps, type SlipRefusal } from './issue-slip.ts'
import type { FormRefusal, KeyedPaper } from './read-form.ts'

export interface PaperDesk {
  /** Null where it was recorded: for the person whose answer waits, where one does. */
  readonly submit: (input: FormInput, keyed: KeyedPaper | null) => Promise<FormRefusal | null>
  readonly slip: (view: PassageView) => Promise<Result<IssuedSlip, SlipRefusal>>
}

export interface PaperDeskDeps extends SlipDeps {
  readonly station: Pick<ScanStation, 'readForm' | 'joinForm'>
  readonly scans: Pick<ScanDesk, 'form'>
  readonly onRecorded: () => void
}

/** What the form's panel and the slip's button do. */
export function createPaperDesk(deps: PaperDeskDeps): PaperDesk {
  let submitting: ReturnType<PaperDesk['submit']> | null = null
  const submit: PaperDesk['submit'] = async (input, keyed) => {
    const waiting = keyed === null ? view.value : null
    const read = waiting ? await deps.station.joinForm(waiting, input) : await deps.station.readForm(input, keyed)
    if (!read.ok) return read.error
    await deps.scans.form(read.value)
    return null
  }
  return {
    // A thumb that taps twice sends the form once: the second would be another person.
    submit: (input, keyed) => {
      submitting ??= submit(input, keyed).finally(() => {
        submitting = null
      })
      return submitting
    },
    slip: async (shown) => {
      const issued = await issueSlip(deps, shown)
      if (!issued.ok) return err(issued.error)
      deps.onRecorded()
      return ok(issued.value)
    },
  }
}
