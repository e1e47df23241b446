import { carryText } from '../texts/carry-texts.ts'
import { type CarryNews, type CarryProblem, carryNews, gathering } from './carry-state.ts'

/** How far a sequence of codes has been read, and what became of the last letter. */
export function CarryWords() {
  const progress = gathering.value
  const news = carryNews.value
  if (!progress && !news) return null
  return (
    <div role="status" class="carry-notice">
      {progress && (
        <p data-testid="carry-progress" data-have={progress.have}>
          {carryText('carryProgress').replace('{have}', String(progress.have)).replace('{count}', String(progress.count))}
        </p>
      )}
      {news && (
        <p
          class={news.kind === 'problem' ? 'problem' : ''}
          data-testid="carry-news"
          data-news={news.kind === 'problem' ? news.problem : news.taken.kind}
        >
          {wordsOf(news)}
        </p>
      )}
    </div>
  )
}

function wordsOf(news: CarryNews): string {
  if (news.kind === 'problem') return carryText(PROBLEM[news.problem])
  const { taken } = news
  const n = taken.kind === 'bundle' ? taken.version : taken.kind === 'receipt' ? taken.acked : taken.kind === 'codes' ? taken.count : ''
  return carryText(`carried-${taken.kind}`).replace('{n}', String(n))
}

const PROBLEM: Record<CarryProblem, Parameters<typeof carryText>[0]> = {
  'not-a-letter': 'carry-not-a-letter',
  newer: 'carry-newer',
  'not-enrolled': 'carry-not-enrolled',
  'already-enrolled': 'carry-already-enrolled',
  'wrong-checkpoint': 'carry-wrong-checkpoint',
  'wrong-kiosk': 'carry-wrong-kiosk',
  'older-version': 'carry-older-version',
  'signature-invalid': 'carry-forged',
  'part-altered': 'carry-forged',
  'same-version-other-parts': 'carry-forged',
  'part-missing': 'carry-not-a-letter',
  'changes-unfit': 'carry-not-a-letter',
  'other-log': 'carry-other-log',
  'for-the-server': 'carry-for-the-server',
  unusable: 'carry-unusable',
  'other-letter': 'carry-other-letter',
  altered: 'carry-altered',
  'cannot-unpack': 'carry-cannot-unpack',
}
