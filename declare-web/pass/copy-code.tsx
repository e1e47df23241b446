import { useEffect, useRef, useState } from 'preact/hooks'
import type { Catalogue } from '../texts/vi.ts'

interface CopyCodeProps {
  readonly text: string
  readonly texts: Catalogue
}

type Copying = 'not-yet' | 'copied' | 'refused'

/** What the QR code says, for a kiosk where it must be pasted. Where the clipboard is refused, the text is there to be copied by hand. */
export function CopyCode({ text, texts }: CopyCodeProps) {
  const words = texts.pass
  const [copying, setCopying] = useState<Copying>('not-yet')
  const copy = () => void copyText(text).then((isCopied) => setCopying(isCopied ? 'copied' : 'refused'))
  return (
    <>
      <p>{words.copyHint}</p>
      <button type="button" class="button" data-testid="copy-code" onClick={copy}>
        {words.copy}
      </button>
      <p class="copied" role="status">
        {copying === 'copied' ? words.copied : ''}
      </p>
      {copying === 'refused' && <SelectedText text={text} label={words.copyRefused} />}
    </>
  )
}

function SelectedText({ text, label }: { readonly text: string; readonly label: string }) {
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    box.current?.focus()
    box.current?.select()
  }, [])
  return (
    <p>
      <label for="code-text">{label}</label>
      <textarea
        ref={box}
        id="code-text"
        data-testid="code-text"
        class="input code-text"
        readOnly
        rows={6}
        spellcheck={false}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
    </p>
  )
}

/** False where the browser forbids it or, on a page without https, has no clipboard at all. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
