import { formatShortCode } from '../../shared/credential/short-code.ts'
import type { Catalogue } from '../texts/vi.ts'

interface ShortCodeProps {
  readonly shortCode: string
  readonly texts: Catalogue
}

/** What stands under every code: how to say it aloud, and to whom alone to show it. */
export function ShortCode({ shortCode, texts: { pass: words } }: ShortCodeProps) {
  return (
    <>
      <p class="short-code">
        <span>{words.shortCode}</span> <strong data-testid="short-code">{formatShortCode(shortCode)}</strong>
      </p>
      <p class="hint centred">{words.shortCodeHint}</p>
      <p class="notice warn">{words.warning}</p>
    </>
  )
}
