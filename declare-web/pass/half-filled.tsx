import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { OpenAct } from '../../shared/http/plain-pages.ts'
import { passWordsIn } from './pass-words.ts'

interface HalfFilledProps {
  /** For whom that declaration is; '' while nobody is named. */
  readonly name: string
  /** What was pressed, on the pass of that reference. */
  readonly act: OpenAct
  readonly reference: string
  readonly language: Language
  /** Where a script can do it without the server's page between. */
  readonly onInstead?: (event: { readonly currentTarget: HTMLFormElement; preventDefault(): void }) => void
}

/** A declaration half filled would give way to the one just pressed: the person says which. */
export function HalfFilled({ name, act, reference, language, onInstead }: HalfFilledProps) {
  const words = passWordsIn(language).halfFilled
  return (
    <>
      <p>
        {words.text}
        {name !== '' && (
          <>
            {' '}
            {words.whose}: <bdi class="holder">{name}</bdi>.
          </>
        )}
      </p>
      <div class="buttons">
        <a class="button primary" href="/declare/check" data-testid="go-on">
          {words.goOn}
        </a>
        <form method="post" action={`/d/${reference}/${act}`} onSubmit={onInstead}>
          <input type="hidden" name="instead" value="yes" />
          <button type="submit" class="button" data-testid="instead">
            {words.instead[act]}
          </button>
        </form>
      </div>
    </>
  )
}
