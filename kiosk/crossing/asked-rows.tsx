import { formatLocal } from '../../shared/time.ts'
import type { Kiosk } from '../kiosk.ts'
import { language, now } from '../kiosk-state.ts'
import { t } from '../texts/kiosk-texts.ts'
import { agoText } from '../ui/ages.ts'
import { isLeftOpen } from './asked-aboard.ts'
import { type AskedAboard, headCount, type OpenCrossing } from './open-crossing.ts'

interface AskedRowsProps {
  readonly kiosk: Kiosk
  readonly open: OpenCrossing
  /** Where heads and the undecided are looked at before a vehicle goes. */
  readonly onOpen?: () => void
}

/** Whoever is perhaps not of the vehicle: said, and asked, one at a time; the oldest first. */
export function AskedRows({ kiosk, open, onOpen }: AskedRowsProps) {
  const leftOpen = isLeftOpen(open, now.value)
  const [who] = open.asked ?? []
  if (leftOpen) return <LeftOpen kiosk={kiosk} open={open} {...(onOpen && { onOpen })} />
  if (!who) return null
  const answer = (is: 'same' | 'another') => (): void => void kiosk.vehicles.answer(open.crossing, { about: who.passage, is })
  return (
    <div class="asked" role="alert" data-testid="asked">
      <p>{sayOf(open, who)}</p>
      <button type="button" class="button" data-testid="asked-same" onClick={answer('same')}>
        {t('askedSame')}
      </button>
      <button type="button" class="button" data-testid="asked-another" onClick={answer('another')}>
        {t('askedAnother')}
      </button>
    </div>
  )
}

function sayOf({ plate }: OpenCrossing, { travel, at }: AskedAboard): string {
  const words = t('askedPlate')
    .replace('{time}', formatLocal(at).time)
    .replace('{plate}', travel?.plate ?? t('noPlate'))
  return words.replace('{open}', plate ?? t('noPlate'))
}

function LeftOpen({ kiosk, open, onOpen }: AskedRowsProps) {
  const { date, time } = formatLocal(open.startedAt)
  const asked = open.asked ?? []
  const [first] = asked
  const { declared, differs } = headCount(open)
  const goOn = (): void =>
    first
      ? void kiosk.vehicles.answer(open.crossing, { about: first.passage, is: 'same' })
      : void kiosk.vehicles.change(open.crossing, (before) => ({ ...before, confirmedAt: now.value }))
  const letGo = async (): Promise<void> => {
    // A count that nobody made is stated by nobody's single tap.
    const refused = declared === null || differs ? 'open-aboard' : await kiosk.vehicles.close(open.crossing, 'vehicle')
    if (refused) onOpen?.()
  }
  return (
    <div class="asked" role="alert" data-testid="left-open">
      <p>
        {t('leftOpen')
          .replace('{open}', open.plate ?? t('noPlate'))
          .replace('{since}', `${time} ${date} (${agoText(now.value - open.startedAt, language.value)})`)}
        {asked.length > 0 && ` ${t('leftOpenAsked').replace('{n}', String(asked.length))}`}
      </p>
      <button type="button" class="button" data-testid="left-open-same" onClick={goOn}>
        {t('leftOpenSame')}
      </button>
      {onOpen && (
        <button type="button" class="button" data-testid="left-open-go" onClick={() => void letGo()}>
          {t('leftOpenGo')}
        </button>
      )}
    </div>
  )
}
