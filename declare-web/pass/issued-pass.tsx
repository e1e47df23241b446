import type { IssuedDeclaration } from '../../shared/http/api.ts'
import { useTitle } from '../site/use-title.ts'
import type { Catalogue } from '../texts/vi.ts'
import { CodeImage } from './code-image.tsx'
import { ShortCode } from './short-code.tsx'

interface IssuedPassProps {
  readonly issued: IssuedDeclaration
  readonly isDemo: boolean
  readonly texts: Catalogue
}

/** What a checkpoint asks for, the moment it is issued; the rest of the pass comes once this is on the screen, in the same places. */
export function IssuedPass({ issued, isDemo, texts }: IssuedPassProps) {
  const words = texts.pass
  useTitle(words.title, texts)
  return (
    <article class="pass valid">
      <h1 tabIndex={-1}>{words.title}</h1>
      {isDemo && <p class="specimen">{words.specimen}</p>}
      <p class="lead screen-only">{words.lead}</p>
      <div class="bigger">
        <CodeImage issued={issued} texts={texts} />
        <span class="screen-only">{'\u200b'}</span>
      </div>
      <ShortCode shortCode={issued.shortCode} texts={texts} />
    </article>
  )
}
