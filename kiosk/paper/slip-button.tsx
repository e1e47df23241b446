import { useState } from 'preact/hooks'
import type { Kiosk } from '../kiosk.ts'
import { practice } from '../practice/running-practice.ts'
import type { PassageView } from '../scan/passage-view.ts'
import { formIn } from '../scan/presented.ts'
import { paperText } from '../texts/paper-texts.ts'
import type { IssuedSlip, SlipRefusal } from './issue-slip.ts'
import { SlipPanel } from './slip-panel.tsx'

/** On the answer of a form: a code on paper for the checkpoints to come. */
export function SlipButton({ kiosk, view }: { readonly kiosk: Kiosk; readonly view: PassageView }) {
  const [slip, setSlip] = useState<IssuedSlip | null>(null)
  const [refusal, setRefusal] = useState<SlipRefusal | null>(null)
  // Practice signs nothing that a checkpoint would open.
  if (practice.value !== null || formIn(view)?.paper !== null || view.step.kind === 'unrecorded') return null
  const make = async (): Promise<void> => {
    // Pressed again it is the same slip: one person needs one code.
    const made = slip ? null : await kiosk.papers.slip(view)
    if (made?.ok) setSlip(made.value)
    setRefusal(made && !made.ok ? made.error : null)
  }
  return (
    <div class="slip-button">
      <button type="button" class="button wide" data-testid="slip-make" onClick={() => void make()}>
        {paperText('slipMake')}
      </button>
      <p class="problem" role="alert" data-testid="slip-problem">
        {refusal && paperText(`slip-${refusal}`)}
      </p>
      {slip && <SlipPanel slip={slip} onClose={() => setSlip(null)} />}
    </div>
  )
}
