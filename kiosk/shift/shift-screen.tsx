import { useState } from 'preact/hooks'
import { asStaffId } from '../../shared/ids.ts'
import { MAX_PIN_DIGITS } from '../../shared/shift/pin.ts'
import { formatLocal } from '../../shared/time.ts'
import type { Kiosk } from '../kiosk.ts'
import { bundle, handOver, identity } from '../kiosk-state.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { StatusBar } from '../ui/status-bar.tsx'
import { unlockSound } from '../verdict/outcome-signal.ts'
import type { PinProblem } from './check-pin.ts'

export function ShiftScreen({ kiosk }: { readonly kiosk: Kiosk }) {
  const [problem, setProblem] = useState<PinProblem | 'codes-locked' | 'empty' | null>(null)
  const [checking, setChecking] = useState(false)
  const officers = bundle.value?.held.parts.officers.officers ?? []
  const checkpoint = bundle.value?.held.parts.checkpoint
  const submit = async (form: HTMLFormElement): Promise<void> => {
    // The one tap that browsers accept as leave to make sounds.
    unlockSound()
    const data = new FormData(form)
    const who = String(data.get('officer') ?? '')
    const pin = String(data.get('pin') ?? '')
    if (!asStaffId.matches(who) || pin === '') return setProblem('empty')
    setChecking(true)
    setProblem(await kiosk.shifts.start(who, pin))
    setChecking(false)
  }
  return (
    <div class="page">
      <StatusBar kiosk={kiosk} />
      <main class="centred grow">
        <form
          class="card"
          onSubmit={(event) => {
            event.preventDefault()
            void submit(event.currentTarget)
          }}
        >
          <p class="tag" data-testid="enrol-done" data-kiosk={identity.value?.kiosk} data-checkpoint={identity.value?.checkpoint}>
            ✓ {t('enrolDone')}
          </p>
          <h1>{t('shiftTitle')}</h1>
          {checkpoint && <p class="lead">{inLanguage(checkpoint.name)}</p>}
          <HandedOver />
          {officers.length === 0 && <p class="problem">{t('noOfficers')}</p>}
          <label class="field">
            <span>{t('whoAreYou')}</span>
            <select name="officer" data-testid="shift-officer" required>
              <option value="">{t('pickName')}</option>
              {officers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>{t('pin')}</span>
            <input name="pin" type="password" inputmode="numeric" maxLength={MAX_PIN_DIGITS} autocomplete="off" data-testid="shift-pin" required />
          </label>
          <p class="problem" role="alert" data-testid="shift-problem">
            {problem && t(`pin-${problem}`)}
          </p>
          <button type="submit" class="button primary big" data-testid="shift-start" disabled={checking}>
            {t(checking ? 'checking' : 'startShift')}
          </button>
        </form>
      </main>
    </div>
  )
}

/** What the officer before left to say, until a shift begins. */
function HandedOver() {
  const left = handOver.value
  if (!left || (left.note === '' && left.openScans === 0)) return null
  const name = bundle.value?.held.parts.officers.officers.find(({ id }) => id === left.from)?.name ?? left.from
  const { time, date } = formatLocal(left.at)
  return (
    <section class="handed-over" data-testid="handed-over">
      <h2>
        {t('handedOver')}: {name}, {time} {date}
      </h2>
      {left.note !== '' && <p class="handed-over-note">{left.note}</p>}
      {left.openScans > 0 && (
        <p>
          {t('endOpen')}: <b>{left.openScans}</b>
        </p>
      )}
    </section>
  )
}
