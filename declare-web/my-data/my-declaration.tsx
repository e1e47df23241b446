import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { PassView } from '../../shared/http/api.ts'
import { OpenForm } from '../pass/open-form.tsx'
import { passWordsIn } from '../pass/pass-words.ts'

interface MyDeclarationProps {
  readonly pass: PassView
  readonly language: Language
}

/** What the owner may do with it. Plain forms: the same with and without JavaScript; what cannot be taken back is asked twice. */
export function MyDeclaration({ pass, language }: MyDeclarationProps) {
  const words = passWordsIn(language)
  const at = (what: string) => `/d/${pass.reference}/${what}`
  return (
    <section class="screen-only" data-testid="my-declaration">
      {pass.correctable && (
        <>
          <h2>{words.correctTitle}</h2>
          <p>{words.correctHint}</p>
          <OpenForm act="correct" reference={pass.reference} label={words.correct} language={language} />
          <Asked title={words.withdraw} hint={words.withdrawHint} sure={words.withdrawSure} action={at('withdraw')} name="withdraw" />
        </>
      )}
      {pass.state !== 'erased' && (
        <>
          <h2>{words.dataTitle}</h2>
          <p>{words.dataHint}</p>
          <p class="buttons">
            <a class="button" href={at('data')} data-testid="see-data">
              {words.dataSee}
            </a>
            <a
              class="button"
              href={`/api/declarations/${pass.reference}/data?download=1`}
              download={`chot-${pass.shortCode}.json`}
              data-testid="download-data"
            >
              {words.dataDownload}
            </a>
          </p>
          <Asked title={words.erase} hint={words.eraseHint} sure={words.eraseSure} action={at('erase')} name="erase" />
        </>
      )}
    </section>
  )
}

interface AskedProps {
  readonly title: string
  readonly hint: string
  readonly sure: string
  readonly action: string
  readonly name: string
}

function Asked({ title, hint, sure, action, name }: AskedProps) {
  return (
    <details>
      <summary data-testid={name}>{title}</summary>
      <p>{hint}</p>
      <form method="post" action={action}>
        <button type="submit" class="button" data-testid={`${name}-sure`}>
          {sure}
        </button>
      </form>
    </details>
  )
}
