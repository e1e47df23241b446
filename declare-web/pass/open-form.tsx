import { useEffect, useRef, useState } from 'preact/hooks'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { OpenAct } from '../../shared/http/plain-pages.ts'
import { HalfFilled } from './half-filled.tsx'
import { eraseOwnDraft, type OwnDraft, ownDraft } from './own-draft.ts'
import { passWordsIn } from './pass-words.ts'

interface OpenFormProps {
  readonly act: OpenAct
  readonly reference: string
  readonly label: string
  readonly language: Language
}

/** Opens the form filled by the server. Where this device holds another one half filled, the person is asked first: the device's own would be shown. */
export function OpenForm({ act, reference, label, language }: OpenFormProps) {
  const [begun, setBegun] = useState<OwnDraft | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [begun])
  const ask = (event: Event) => {
    const own = ownDraft()
    if (own === null || (act === 'correct' && own.corrects === reference)) return
    event.preventDefault()
    setBegun(own)
  }
  if (begun === null) {
    return (
      <form method="post" action={`/d/${reference}/${act}`} onSubmit={ask}>
        <button type="submit" class="button" data-testid={act}>
          {label}
        </button>
      </form>
    )
  }
  return (
    <div class="notice warn" role="alert" tabIndex={-1} ref={box} data-testid="half-filled">
      <p>
        <strong>{passWordsIn(language).halfFilled.title}</strong>
      </p>
      <HalfFilled name={begun.name} act={act} reference={reference} language={language} onInstead={openInstead} />
    </div>
  )
}

type Submitted = Parameters<NonNullable<Parameters<typeof HalfFilled>[0]['onInstead']>>[0]

/** Nothing is erased here before the server has the other form open. On a line that fails the worker's page says so, and all is as before. */
async function openInstead(event: Submitted): Promise<void> {
  event.preventDefault()
  const form = event.currentTarget
  const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams({ instead: 'yes' }) }).catch(() => null)
  if (!answer?.ok || !answer.redirected) return form.submit()
  eraseOwnDraft()
  location.assign(answer.url)
}
