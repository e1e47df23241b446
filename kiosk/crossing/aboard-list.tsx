import type { Kiosk } from '../kiosk.ts'
import { aboard } from '../kiosk-state.ts'
import { PassageLine } from '../scan/passage-line.tsx'
import { t } from '../texts/kiosk-texts.ts'
import { DecideBar } from '../verdict/decide-bar.tsx'
import { type OpenCrossing, withoutPassenger } from './open-crossing.ts'

/** Everybody of one vehicle by seat; who is not decided yet is decided here too. */
export function AboardList({ kiosk, open }: { readonly kiosk: Kiosk; readonly open: OpenCrossing }) {
  return (
    <ol class="open-list tight">
      {open.passages.map((id, at) => {
        const passage = aboard.value.get(id)
        if (!passage) return null
        const isDriver = open.driver === id
        return (
          <li key={id} data-testid="aboard" data-open={String(passage.decided === null)}>
            <div class="row">
              <b class="seat-number">{at + 1}</b>
              <PassageLine passage={passage} />
              <button
                type="button"
                class="chip"
                aria-pressed={isDriver}
                data-testid="aboard-driver"
                onClick={() => void kiosk.vehicles.change(open.crossing, (now) => ({ ...now, driver: isDriver ? null : id }))}
              >
                {t('isDriver')}
              </button>
              <button
                type="button"
                class="chip"
                data-testid="aboard-remove"
                onClick={() => void kiosk.vehicles.change(open.crossing, (now) => withoutPassenger(now, id))}
              >
                {t('notAboard')}
              </button>
            </div>
            {passage.decided === null && <DecideBar kiosk={kiosk} passage={id} verdictOutcome={passage.verdict.outcome} />}
          </li>
        )
      })}
    </ol>
  )
}
