import type { VNode } from 'preact'
import { formatLocal, type ZoneName } from '../../shared/time.ts'
import { areas, boardNow, changeView, language, n, t } from '../control-state.ts'
import { CHECKPOINT_KIND_WORDS } from '../language/checkpoint-kinds.ts'
import { ChangingNumber } from './changing-number.tsx'
import { type CheckpointRow, hasTrouble } from './checkpoint-rows.ts'
import { WarningIcon } from './connection-banner.tsx'
import { describeAge } from './describe-age.ts'
import { OpeningMark } from './opening-mark.tsx'
import { OutcomeBar } from './outcome-bar.tsx'
import { placeName } from './place-names.ts'
import { SparklineFigure } from './sparkline-figure.tsx'

interface CardProps {
  readonly row: CheckpointRow
  readonly zone: ZoneName
}

export function CheckpointCard({ row, zone }: CardProps): VNode {
  const { checkpoint, entry, exit } = row
  return (
    <article class={`card ${row.opening}`} data-testid={`checkpoint-${checkpoint.id}`} data-in={entry} data-out={exit}>
      <header class="card-head">
        <h3>
          <button type="button" class="card-open" data-opens={checkpoint.id} onClick={() => changeView({ checkpoint: checkpoint.id })}>
            {checkpoint.name[language.value]}
          </button>
        </h3>
        <OpeningMark opening={row.opening} />
        <p class="card-about">{aboutCheckpoint(row)}</p>
      </header>
      <div class="card-flow">
        <p class="direction">
          <span>
            <span aria-hidden="true">↓ </span>
            {t('in')}
          </span>
          <b>
            <ChangingNumber value={entry} />
          </b>
        </p>
        <p class="direction">
          <span>
            <span aria-hidden="true">↑ </span>
            {t('out')}
          </span>
          <b>
            <ChangingNumber value={exit} />
          </b>
        </p>
        <SparklineFigure points={row.lastHour} zone={zone} />
      </div>
      {entry + exit > 0 ? <OutcomeBar counts={row.byOutcome} /> : <p class="card-quiet">{t('none-here')}</p>}
      {row.origins.length > 0 && <p class="card-origins">{topOrigins(row)}</p>}
      <KioskLine row={row} zone={zone} />
    </article>
  )
}

/** `Đường liên tỉnh · QL18 · giáp Hải Dương` */
export function aboutCheckpoint({ checkpoint }: CheckpointRow): string {
  const { kind, road, borders } = checkpoint
  const neighbour = borders && t('borders', { place: placeName(borders, areas.value, language.value) })
  return [CHECKPOINT_KIND_WORDS[kind][language.value], road, neighbour].filter((part) => part !== null).join(' · ')
}

function topOrigins({ origins }: CheckpointRow): VNode {
  return (
    <>
      {t('from')}:{' '}
      {origins.slice(0, 3).map(({ origin, persons }, i) => (
        <span key={origin}>
          {i > 0 && ' · '}
          {origin ? placeName(origin, areas.value, language.value) : t('origin-unknown')} <b>{n(persons)}</b>
        </span>
      ))}
    </>
  )
}

function KioskLine({ row, zone }: CardProps): VNode {
  const { kiosks, online, queued, lastContactAt } = row
  const isTrouble = hasTrouble(row)
  const contact = lastContactAt === null ? t('never-contact') : t('last-contact', { time: contactTime(lastContactAt, zone) })
  return (
    <p class={isTrouble ? 'kiosk-line is-trouble' : 'kiosk-line'}>
      {isTrouble ? <WarningIcon /> : <span class={kiosks.length === 0 ? 'kiosk-mark none' : 'kiosk-mark'} aria-hidden="true" />}
      {kiosks.length === 0
        ? t('no-kiosks-short')
        : [t('kiosks-online', { online, all: kiosks.length }), contact, t('queued', { n: queued })].join(' · ')}
    </p>
  )
}

/** The time of day, with how long ago where that is more than the contact itself says. */
function contactTime(at: number, zone: ZoneName): string {
  const age = boardNow.value - at
  const { date, time } = formatLocal(at, zone)
  const said = age >= 12 * 3_600_000 ? `${time} ${date.slice(0, 5)}` : time
  return age >= 120_000 ? `${said} (${describeAge(age, language.value)})` : said
}
