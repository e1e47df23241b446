import { useState } from 'preact/hooks'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import type { Kiosk } from '../kiosk.ts'
import { aboard, crossings, view } from '../kiosk-state.ts'
import type { LocalPassage } from '../log/kiosk-store.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { Icon, OutcomeIcon } from '../ui/icons.tsx'
import { AskedRows } from './asked-rows.tsx'
import type { CloseRefusal } from './close-crossing.ts'
import { headCount, type OpenCrossing } from './open-crossing.ts'

export interface CrossingStripProps {
  readonly kiosk: Kiosk
  readonly onOpen: () => void
}

/** The vehicle under the picture: everybody aboard with their answer, the undecided always in front. */
export function CrossingStrip({ kiosk, onOpen }: CrossingStripProps) {
  const open = crossings.value[0]
  if (!open) return null
  const seats = seatsOf(open)
  return (
    <section class="strip" data-testid="vehicle-strip" data-crossing={open.crossing} aria-label={t('vehicleTitle')}>
      <button type="button" class="strip-head" data-testid="vehicle-open" onClick={onOpen}>
        <Icon name="vehicle" />
        <span>
          <b>{open.plate ?? t('noPlate')}</b>
          {open.trailerPlate && <small>{`${t('trailer')} ${open.trailerPlate}`}</small>}
        </span>
        <HeadCountMark open={open} />
      </button>
      <ol class="seats" aria-label={t('aboard')}>
        {seats.map((seat) => (
          <Seat key={seat.passage.passage} seat={seat} onPress={() => kiosk.scans.reopen(seat.passage.passage) || onOpen()} />
        ))}
      </ol>
      <LetGo kiosk={kiosk} open={open} undecided={seats.filter(isUndecided).length} onOpen={onOpen} />
      <AskedRows kiosk={kiosk} open={open} onOpen={onOpen} />
    </section>
  )
}

interface SeatOf {
  readonly number: number
  readonly passage: LocalPassage
}

/** Open ones first; then the latest first, so that the one just scanned stands at the front. */
function seatsOf(open: OpenCrossing): readonly SeatOf[] {
  const seats = open.passages.flatMap((id, at): SeatOf[] => {
    const passage = aboard.value.get(id)
    return passage ? [{ number: at + 1, passage }] : []
  })
  return [...seats.filter(isUndecided), ...seats.filter((seat) => !isUndecided(seat)).reverse()]
}

function isUndecided({ passage }: SeatOf): boolean {
  return passage.decided === null
}

function HeadCountMark({ open }: { readonly open: OpenCrossing }) {
  const { scanned, declared, differs } = headCount(open)
  return (
    <span class="heads" data-testid="vehicle-heads" data-differs={String(differs || (open.asked ?? []).length > 0)}>
      <b>{scanned}</b>
      {declared !== null && `/${declared}`}
    </span>
  )
}

function Seat({ seat, onPress }: { readonly seat: SeatOf; readonly onPress: () => void }) {
  const { number, passage } = seat
  const outcome = passage.decided?.outcome ?? passage.verdict.outcome
  const isOpen = isUndecided(seat)
  const word = inLanguage(OUTCOME_WORDS[outcome])
  return (
    <li>
      <button
        type="button"
        class="seat"
        data-testid="seat"
        data-outcome={outcome}
        data-open={String(isOpen)}
        aria-current={view.value?.passage === passage.passage}
        aria-label={`${t('seat')} ${number}: ${word}${isOpen ? `, ${t('seatOpen')}` : ''}`}
        onClick={onPress}
      >
        <OutcomeIcon outcome={outcome} />
        <b>{number}</b>
      </button>
    </li>
  )
}

interface LetGoProps extends CrossingStripProps {
  readonly open: OpenCrossing
  readonly undecided: number
}

/** One tap when everything agrees; else the panel that says what does not. */
function LetGo({ kiosk, open, undecided, onOpen }: LetGoProps) {
  const [refusal, setRefusal] = useState<CloseRefusal | null>(null)
  const { differs, declared, scanned } = headCount(open)
  if (undecided > 0) {
    return (
      <button type="button" class="button strip-go waiting" data-testid="vehicle-waiting" onClick={onOpen}>
        <b>{undecided}</b> {t('stillOpen')}
      </button>
    )
  }
  if ((open.asked ?? []).length > 0) {
    return (
      <button type="button" class="button strip-go waiting" data-testid="vehicle-asked" onClick={onOpen}>
        {t('answerFirst')}
      </button>
    )
  }
  const isSure = scanned > 0 && declared !== null && !differs
  return (
    <button
      type="button"
      class={isSure ? 'button strip-go primary' : 'button strip-go'}
      data-testid="vehicle-go"
      title={refusal ? t(`close-${refusal}`) : undefined}
      onClick={() => (isSure ? void kiosk.vehicles.close(open.crossing, 'vehicle').then(setRefusal) : onOpen())}
    >
      {t(isSure ? 'letGoFull' : 'countHeads')}
    </button>
  )
}
