import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'

export type Sending =
  | 'idle'
  | 'busy'
  | { readonly kind: 'offline' | 'lost' | 'server' }
  | { readonly kind: 'busy'; readonly seconds: number }
  | { readonly kind: 'refused'; readonly message: string }

interface SendPanelProps {
  readonly texts: Catalogue
  readonly sending: Sending
}

/** The last button. What went wrong is said beside it, with what is true now: nothing sent, or perhaps sent, and nothing lost. */
export function SendPanel({ texts, sending }: SendPanelProps) {
  const { check: words, queue } = texts
  const failed = typeof sending === 'object'
  return (
    <div class="send">
      {failed && (
        <div class="notice warn" role="alert" data-testid="send-failed">
          <p>
            <strong>{queue.failed}</strong>
          </p>
          <p>{failureText(sending, texts)}</p>
          {sending.kind !== 'refused' && <p>{queue.keepOpen}</p>}
        </div>
      )}
      <button type="submit" name="go" value="send" class="primary wide" data-testid="confirm" aria-disabled={sending === 'busy' ? 'true' : undefined}>
        {sending === 'busy' ? words.sending : failed ? queue.now : words.confirm}
      </button>
      <p class="hidden" role="status">
        {sending === 'busy' ? words.sending : ''}
      </p>
    </div>
  )
}

function failureText(sending: Exclude<Sending, string>, { queue: words }: Catalogue): string {
  if (sending.kind === 'refused') return sending.message
  return fill(words[sending.kind], 'seconds' in sending ? { seconds: sending.seconds } : {})
}
