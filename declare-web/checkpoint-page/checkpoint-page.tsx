import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { CheckpointPage as Page } from '../../shared/http/api.ts'
import { OUTCOME_ICONS, OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { formatLocal, localHourAt, type ZoneName } from '../../shared/time.ts'
import { passWordsIn } from '../pass/pass-words.ts'
import { fill } from '../texts/fill.ts'

interface CheckpointPageProps {
  readonly page: Page
  readonly language: Language
  readonly zone: ZoneName
}

/** Whether one can pass there now, how long it takes, and what is asked. Drawn by the server: no script. */
export function CheckpointPage({ page, language, zone }: CheckpointPageProps) {
  const words = passWordsIn(language).place
  const { checkpoint, state, now } = page
  const at = (instant: number) => formatLocal(instant, zone)
  return (
    <article class="place">
      <h1 tabIndex={-1}>{checkpoint.name[language]}</h1>
      <p class={`place-state ${state}`}>
        <strong>{words[state]}</strong>
      </p>
      {state === 'not-yet-open' && <p>{fill(words.opensAt, at(checkpoint.opensAt))}</p>}
      {state === 'closed' && checkpoint.closesAt !== null && <p>{fill(words.closedAt, at(checkpoint.closesAt))}</p>}
      {checkpoint.road && (
        <p>
          {words.road}: {checkpoint.road}
        </p>
      )}
      {state === 'open' && <Wait page={page} language={language} zone={zone} />}
      <p>
        <a class="button primary" href="/">
          {words.declare}
        </a>
      </p>
      <Hours page={page} language={language} zone={zone} />
      <Rules page={page} language={language} />
      <p class="hint">{fill(words.checkedAt, at(now))}</p>
      <p>
        <a href="/find">{passWordsIn(language).find}</a>
      </p>
    </article>
  )
}

function Wait({ page: { waitMinutes }, language, zone }: CheckpointPageProps) {
  const words = passWordsIn(language).place
  return (
    <div class="notice">
      <p>
        <strong>{waitMinutes ? fill(words.wait, { from: waitMinutes.from, to: waitMinutes.to }) : words.waitUnknown}</strong>
      </p>
      <p>{waitMinutes ? fill(words.waitSaid, formatLocal(waitMinutes.saidAt, zone)) : words.waitUnknownHint}</p>
    </div>
  )
}

/** Width of a bar in user units at the busiest hour. */
const LONGEST = 200

/** Bars in a table: the numbers are read out, the bars are only seen. */
function Hours({ page: { hours }, language, zone }: CheckpointPageProps) {
  const words = passWordsIn(language).place
  const counted = hours.slice(hours.findIndex(({ persons }) => persons !== null))
  const most = Math.max(10, ...counted.map(({ persons }) => persons ?? 0))
  if (hours.every(({ persons }) => persons === null)) return null
  return (
    <>
      <h2>{words.hours}</h2>
      <p class="hint">{words.hoursHint}</p>
      <table class="hours">
        <thead>
          <tr>
            <th scope="col">{words.hour}</th>
            <th scope="col">{words.persons}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {counted.map(({ from, persons }) => (
            <tr key={from}>
              <th scope="row">{String(localHourAt(from, zone)).padStart(2, '0')}</th>
              <td>{persons ?? words.few}</td>
              <td>
                <svg viewBox={`0 0 ${LONGEST} 12`} aria-hidden="true" focusable="false">
                  <rect width={((persons ?? 0) / most) * LONGEST} height="12" rx="2" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Rules({ page: { rules }, language }: Omit<CheckpointPageProps, 'zone'>) {
  const words = passWordsIn(language).place
  return (
    <>
      <h2>{words.rules}</h2>
      <p class="hint">{words.rulesHint}</p>
      <ul class="place-rules">
        {rules.map(({ text, law, outcome }) => (
          <li key={text.vi} class={`outcome-${outcome}`}>
            <p class="rule-outcome">
              <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d={OUTCOME_ICONS[outcome]} />
              </svg>
              {OUTCOME_WORDS[outcome][language]}
            </p>
            <p>{text[language]}</p>
            <p class="law">{law[language]}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
