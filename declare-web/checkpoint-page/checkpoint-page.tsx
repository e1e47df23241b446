import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { CheckpointPage as Page } from '../../shared/http/api.ts'
import { formatLocal, localDateAt, localHourAt, type ZoneName } from '../../shared/time.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { passWordsIn } from '../pass/pass-words.ts'
import { pageWordsIn } from '../plain/page-words.ts'
import { fill } from '../texts/fill.ts'
import { PlaceRules } from './place-rules.tsx'

interface CheckpointPageProps {
  readonly page: Page
  readonly language: Language
  readonly zone: ZoneName
}

/** Whether one can pass there now, how long it takes, and what is asked. Drawn by the server: no script. */
export function CheckpointPage({ page, language, zone }: CheckpointPageProps) {
  const words = pageWordsIn(language).place
  const { checkpoint, state, now } = page
  return (
    <article class="place">
      <h1 tabIndex={-1}>{checkpoint.name[language]}</h1>
      <Now page={page} language={language} zone={zone} />
      <p>
        {state === 'closed' ? (
          <a class="button primary" href="/checkpoint">
            {words.others}
          </a>
        ) : (
          <a class="button primary" href={`/?checkpoint=${checkpoint.id}`}>
            {words.declare}
          </a>
        )}
      </p>
      {state !== 'closed' && <PlaceRules rules={page.rules} language={language} />}
      {state === 'open' && <Hours page={page} language={language} zone={zone} />}
      {checkpoint.road && (
        <p>
          {words.road}: {checkpoint.road}
        </p>
      )}
      <p class="hint">{fill(words.checkedAt, formatLocal(now, zone))}</p>
      {state !== 'closed' && (
        <p>
          <a href="/checkpoint">{words.others}</a>
        </p>
      )}
      <p>
        <a href="/find">{passWordsIn(language).find}</a>
      </p>
    </article>
  )
}

/** Open or not, how long, how many: what somebody on the road asks first. */
function Now({ page, language, zone }: CheckpointPageProps) {
  const words = pageWordsIn(language).place
  const { checkpoint, state } = page
  return (
    <section class={`place-state ${state}`} aria-label={words.now}>
      <p>
        <strong>{words[state]}</strong>
      </p>
      {state === 'not-yet-open' && <p>{fill(words.opensAt, formatLocal(checkpoint.opensAt, zone))}</p>}
      {state === 'closed' && checkpoint.closesAt !== null && <p>{fill(words.closedAt, formatLocal(checkpoint.closesAt, zone))}</p>}
      {state === 'open' && <Wait page={page} language={language} zone={zone} />}
      {state === 'open' && <p>{paceOf(page, language)}</p>}
    </section>
  )
}

function Wait({ page: { waitMinutes }, language, zone }: CheckpointPageProps) {
  const words = pageWordsIn(language).place
  return (
    <>
      <p class="wait">{waitMinutes ? fill(words.wait, { from: waitMinutes.from, to: waitMinutes.to }) : words.waitUnknown}</p>
      <p class="hint">{waitMinutes ? fill(words.waitSaid, formatLocal(waitMinutes.saidAt, zone)) : words.waitUnknownHint}</p>
    </>
  )
}

/** Of the last whole hour: the one that runs would always look quiet. */
function paceOf({ hours, now }: Page, language: Language): string {
  const words = pageWordsIn(language).place
  const whole = hours.filter(({ from }) => from + HOUR_MS <= now)
  const persons = whole[whole.length - 1]?.persons ?? null
  return persons === null ? words.lastHourFew : fill(words.lastHour, { persons })
}

/** Width of a bar in user units at the busiest hour. */
const LONGEST = 200

/** Bars in a table: the numbers are read out, the bars are only seen. */
function Hours({ page: { hours: all, now }, language, zone }: CheckpointPageProps) {
  const words = pageWordsIn(language).place
  const hours = all.filter(({ from }) => localDateAt(from, zone) === localDateAt(now, zone))
  const counted = hours.slice(hours.findIndex(({ persons }) => persons !== null))
  const most = Math.max(10, ...counted.map(({ persons }) => persons ?? 0))
  if (hours.every(({ persons }) => persons === null)) return null
  return (
    <details class="milder">
      <summary>{words.hoursMore}</summary>
      <p class="hint">{words.hoursHint}</p>
      <table class="hours">
        <caption class="hidden">{words.hours}</caption>
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
    </details>
  )
}
