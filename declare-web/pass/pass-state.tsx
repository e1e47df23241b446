import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { PassView } from '../../shared/http/api.ts'
import type { Catalogue } from '../texts/vi.ts'
import { passWordsIn } from './pass-words.ts'

interface PassStateProps {
  readonly pass: PassView
  readonly texts: Catalogue
  readonly language: Language
}

/** Why there is no code to show any more, and where to go on. */
export function PassState({ pass, texts, language }: PassStateProps) {
  const { state } = passWordsIn(language)
  switch (pass.state) {
    case 'valid':
      return null
    case 'expired':
      return <p class="notice warn">{texts.pass.expired}</p>
    case 'withdrawn':
      return <p class="notice warn">{state.withdrawn}</p>
    case 'erased':
      return <p class="notice warn">{state.erased}</p>
    case 'replaced':
      return (
        <div class="notice warn">
          <p>{state.replaced}</p>
          {pass.replacedBy && (
            <p>
              <a class="button primary" href={`/d/${pass.replacedBy}`} data-testid="to-new">
                {state.toNew}
              </a>
            </p>
          )}
        </div>
      )
  }
}

export function passTitle({ pass, texts, language }: PassStateProps): string {
  const { state } = passWordsIn(language)
  if (pass.state === 'expired' && pass.decisions.length === 0) return state.expiredTitle
  if (pass.state === 'withdrawn') return state.withdrawnTitle
  if (pass.state === 'replaced') return state.replacedTitle
  if (pass.state === 'erased') return state.erasedTitle
  const last = pass.decisions[pass.decisions.length - 1]
  if (!last) return texts.pass.title
  return last.outcome === 'admit' || last.outcome === 'admit-with-test' ? state.through : state.decided
}
