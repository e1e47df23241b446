import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { forgetShown } from './family.ts'
import { forgetPass } from './kept-passes.ts'
import { passWordsIn } from './pass-words.ts'

/** On a phone that others use too: the code is good still, and no longer kept, listed or offered to the next person's family. */
export function ForgetHere({ reference, language }: { readonly reference: string; readonly language: Language }) {
  const words = passWordsIn(language)
  return (
    <details class="screen-only">
      <summary data-testid="forget">{words.forget}</summary>
      <p>{words.forgetHint}</p>
      <button type="button" class="button" data-testid="forget-sure" onClick={() => void forgetAndLeave(reference)}>
        {words.forgetSure}
      </button>
    </details>
  )
}

/** By loading the first page anew: what this page remembers of the journey is gone with it. */
async function forgetAndLeave(reference: string): Promise<void> {
  forgetShown(reference)
  await forgetPass(reference)
  location.replace('/')
}
