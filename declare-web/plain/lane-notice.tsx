import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { LaneWait } from '../../shared/http/plain-pages.ts'
import { fill } from '../texts/fill.ts'
import { plainWordsIn } from './plain-words.ts'

interface LaneNoticeProps {
  readonly lane: LaneWait
  readonly language: Language
}

/** How many are before this one, when to press again, and what else one can do. */
export function LaneNotice({ lane: { ticket, ahead, seconds }, language }: LaneNoticeProps) {
  const words = plainWordsIn(language)
  return (
    <div class="notice warn" role="alert" data-testid="lane">
      <p>
        <strong>{fill(words.laneAhead, { ahead, minutes: Math.max(1, Math.ceil(seconds / 60)) })}</strong>
      </p>
      <p>{words.laneWhy}</p>
      <p>{words.laneElse}</p>
      <input type="hidden" name="ticket" value={ticket} />
    </div>
  )
}
