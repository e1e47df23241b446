import { useEffect, useState } from 'preact/hooks'
import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { Counterfactual } from '../../shared/rules/counterfactuals/counterfactual.ts'
import type { Explanation } from '../../shared/rules/explain.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { bundle, clockSure, now } from '../kiosk-state.ts'
import { explainPassage } from '../scan/judge-passage.ts'
import type { PassageView } from '../scan/passage-view.ts'
import { inLanguage } from '../texts/kiosk-texts.ts'

const TITLE: Texts = { vi: 'Khi nào, điều gì khác đi', en: 'When, and what, would change this' }
const NOTHING: Texts = {
  vi: 'Không tìm thấy giấy tờ, câu trả lời hay ngày nào làm kết quả nhẹ hơn.',
  en: 'No paper, answer or date was found that makes the answer milder.',
}
const AUDIENCES: Record<Counterfactual['audience'], Texts> = {
  public: { vi: 'nói được với người qua chốt', en: 'may be told to the traveller' },
  officer: { vi: 'chỉ để cán bộ biết', en: 'for the officer only' },
}

/** Folded: asking the engine again costs some dozens of verdicts, and most travellers need none. */
export function MilderView({ view }: { readonly view: PassageView }) {
  const [isOpen, setOpen] = useState(false)
  const [answer, setAnswer] = useState<Explanation | 'asked' | null>('asked')
  useEffect(() => {
    let wanted = true
    const moment = { bundle: bundle.peek(), now: now.peek(), clock: clockSure.peek() ? 'sure' : 'doubtful' } as const
    if (isOpen) void explainPassage(view, moment).then((explained) => wanted && setAnswer(explained))
    return () => {
      wanted = false
    }
  }, [isOpen, view])
  const explanation = answer === 'asked' ? null : answer
  const changes = explanation?.changes ?? []
  return (
    <details class="others" data-testid="milder" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{inLanguage(TITLE)}</summary>
      {explanation?.layers.texts && <p>{inLanguage(explanation.layers.texts)}</p>}
      {answer !== 'asked' && changes.length === 0 && <p>{inLanguage(NOTHING)}</p>}
      <ul>
        {changes.map(({ outcome, texts, audience }) => (
          <li key={texts.vi}>
            <b>{inLanguage(OUTCOME_WORDS[outcome])}:</b> {inLanguage(texts)} <span class="soft">({inLanguage(AUDIENCES[audience])})</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
