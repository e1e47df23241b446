import { drawModules } from '../../shared/credential/code-modules.ts'
import type { IssuedDeclaration } from '../../shared/http/api.ts'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'

interface CodeImageProps {
  readonly issued: IssuedDeclaration
  readonly texts: Catalogue
}

/** The code as the reply brought it: on the screen without another request. Null where it brought none. */
export function CodeImage({ issued, texts }: CodeImageProps) {
  const drawn = drawModules(issued.modules ?? '')
  if (!drawn) return null
  const label = fill(texts.pass.qrAlt, { shortCode: issued.shortCode })
  return (
    <svg class="qr" data-testid="qr" viewBox={`0 0 ${drawn.size} ${drawn.size}`} shape-rendering="crispEdges" role="img" aria-label={label}>
      <path d={drawn.path} stroke="#000" />
    </svg>
  )
}
