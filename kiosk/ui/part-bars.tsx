import { type PartAge, partAges } from '../bundle/part-ages.ts'
import { bundle, language, now } from '../kiosk-state.ts'
import { PART_TEXTS } from '../texts/part-texts.ts'
import { ageText } from './ages.ts'

/** A bar for each part of the bundle, as high as its time that is left: a short one is old. Its shape says so, not a colour. */
export function PartBars() {
  const held = bundle.value?.held
  if (!held) return null
  const ages = partAges(held, now.value)
  return (
    <>
      <svg class="part-bars" viewBox={`0 0 ${ages.length * STEP - GAP} ${HEIGHT}`} aria-hidden="true" data-testid="age-bars">
        {ages.map(({ part, left }, at) => (
          <g key={part} data-part={part} data-left={left.toFixed(2)}>
            <rect x={at * STEP} width={STEP - GAP} height={HEIGHT} opacity="0.3" />
            <rect x={at * STEP} y={HEIGHT * (1 - left)} width={STEP - GAP} height={HEIGHT * left} />
          </g>
        ))}
      </svg>
      <span class="hidden"> {wordsOf(ages)}. </span>
    </>
  )
}

const STEP = 5
const GAP = 2
const HEIGHT = 20

/** `3 phút: Khóa, Quy định; 9 giờ: Vùng`: parts of one age together. */
function wordsOf(ages: readonly PartAge[]): string {
  const byAge = new Map<string, string[]>()
  for (const { part, ageMs } of ages) {
    const age = ageText(ageMs, language.value)
    byAge.set(age, [...(byAge.get(age) ?? []), PART_TEXTS[part][language.value]])
  }
  return [...byAge].map(([age, parts]) => `${age}: ${parts.join(', ')}`).join('; ')
}
