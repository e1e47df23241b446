import { CarryNotice } from '../carrying/carry-notice.tsx'
import { LetterInput } from '../carrying/letter-input.tsx'
import type { Kiosk } from '../kiosk.ts'
import { checkNumberShown, contact, enrolling, enrolProblem, enrolToken, identity, lostEnrolment, phase } from '../kiosk-state.ts'
import { t } from '../texts/kiosk-texts.ts'
import { LanguageSwitch } from '../ui/status-bar.tsx'
import { tokenOf } from './enrolment.ts'

export function EnrolScreen({ kiosk }: { readonly kiosk: Kiosk }) {
  const again = identity.value !== null
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (event.currentTarget instanceof HTMLFormElement) void tryEnrol(kiosk, String(new FormData(event.currentTarget).get('link') ?? ''))
  }
  return (
    <main class="full centred">
      <form class="card" onSubmit={submit}>
        <h1>{t(again ? 'enrolAgainTitle' : 'enrolTitle')}</h1>
        {lostEnrolment.value && (
          <p class="problem" role="alert" data-testid="storage-lost">
            {t('storageLost').replace('{kiosk}', lostEnrolment.value.kiosk)}
          </p>
        )}
        {checkNumberShown.value === null ? <LinkEntry kiosk={kiosk} /> : <CheckNumber kiosk={kiosk} digits={checkNumberShown.value} />}
        <CarryNotice />
        <LanguageSwitch kiosk={kiosk} />
      </form>
    </main>
  )
}

function LinkEntry({ kiosk }: { readonly kiosk: Kiosk }) {
  const again = identity.value !== null
  return (
    <>
      <p>{t(again ? 'enrolAgainHelp' : 'enrolHelp')}</p>
      {again && (
        <p>
          {t('queue')}: <b>{contact.value.queued}</b>
        </p>
      )}
      <label class="field">
        <span>{t('enrolLabel')}</span>
        <input name="link" data-testid="enrol-link" autocomplete="off" autocapitalize="off" spellcheck={false} value={enrolToken.value ?? ''} />
      </label>
      <Problem />
      <button type="submit" class="button primary big" data-testid="enrol-start" disabled={enrolling.value}>
        {t(enrolling.value ? 'enrolling' : 'enrolButton')}
      </button>
      {again && (
        <button type="button" class="button" onClick={keepAsIs}>
          {t('keepEnrolment')}
        </button>
      )}
      {!again && <LetterInput kiosk={kiosk} />}
    </>
  )
}

/** The tablet asks by itself until the other screen has answered. */
function CheckNumber({ kiosk, digits }: { readonly kiosk: Kiosk; readonly digits: string }) {
  return (
    <div role="status">
      <h2>{t('checkNumberTitle')}</h2>
      <p class="check-number" data-testid="check-number" data-number={digits}>
        {digits.slice(0, 3)} {digits.slice(3)}
      </p>
      <p>{t('checkNumberHelp')}</p>
      <Problem />
      <button type="button" class="button" data-testid="check-number-stop" onClick={() => void kiosk.stopEnrolment()}>
        {t('checkNumberStop')}
      </button>
    </div>
  )
}

function Problem() {
  return (
    <p class="problem" role="alert" data-testid="enrol-problem">
      {enrolProblem.value && t(`enrol-${enrolProblem.value}`)}
    </p>
  )
}

/** Also from the link itself: a tablet that is not enrolled needs no further tap. */
export async function tryEnrol(kiosk: Kiosk, text: string): Promise<void> {
  const token = tokenOf(text)
  enrolProblem.value = token === null ? 'not-a-link' : await kiosk.enrol(token)
  if ((enrolProblem.value === null && checkNumberShown.value === null) || enrolProblem.value === 'link-used-or-expired') enrolToken.value = null
}

function keepAsIs(): void {
  enrolToken.value = null
  phase.value = { kind: 'starting' }
  location.reload()
}

export function WaitingScreen({ kiosk }: { readonly kiosk: Kiosk }) {
  const { online, stopped } = contact.value
  return (
    <main class="full centred">
      <div class="card" aria-live="polite">
        <div class="spinner" />
        <h1>{t('waitingTitle')}</h1>
        <p>{t(online ? 'waitingHelp' : 'waitingOffline')}</p>
        {stopped && <p class="problem">{t(`stop-${stopped}`)}</p>}
        <button type="button" class="button" onClick={() => kiosk.syncNow()}>
          {t('retry')}
        </button>
        {stopped && (
          <button
            type="button"
            class="button"
            data-testid="enrol-again"
            onClick={() => {
              enrolToken.value = ''
            }}
          >
            {t('enrolThis')}
          </button>
        )}
      </div>
    </main>
  )
}
