import { formatLocal } from '../../shared/time.ts'
import { CarryNotice } from '../carrying/carry-notice.tsx'
import type { Kiosk } from '../kiosk.ts'
import {
  battery,
  bundle,
  bundleProblem,
  clockSure,
  contact,
  demo,
  freshness,
  language,
  now,
  officer,
  officerName,
  storageFault,
} from '../kiosk-state.ts'
import { isLow } from '../shift/battery.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { ageText } from './ages.ts'
import { Icon } from './icons.tsx'
import { PartBars } from './part-bars.tsx'

interface StatusBarProps {
  readonly kiosk: Kiosk
  readonly onEndShift?: () => void
  readonly onState?: () => void
}

/** Always there: what an officer must know before believing the screen. */
export function StatusBar({ kiosk, onEndShift, onState }: StatusBarProps) {
  const checkpoint = bundle.value?.held.parts.checkpoint
  return (
    <header class="status">
      {demo.value && <p class="demo-banner">{t('demoBanner')}</p>}
      <div class="status-row">
        <strong class="status-place">{checkpoint ? inLanguage(checkpoint.name) : t('appName')}</strong>
        <Network kiosk={kiosk} />
        <Queue />
        <DataAge onState={onState ?? null} />
        <Clock />
        <BatteryLevel />
        <span class="status-end">
          {officer.value !== null && onEndShift && (
            <button type="button" class="chip" data-testid="shift-end" onClick={onEndShift}>
              <Icon name="officer" />
              <span>
                <span class="officer-name">{officerName.value}</span>
                <small>{t('endShift')}</small>
              </span>
            </button>
          )}
          <LanguageSwitch kiosk={kiosk} />
        </span>
      </div>
      <Warnings />
      <CarryNotice />
    </header>
  )
}

export function LanguageSwitch({ kiosk }: { readonly kiosk: Kiosk }) {
  const other = language.value === 'vi' ? 'en' : 'vi'
  return (
    <button type="button" class="chip" lang={other} data-testid="language" onClick={() => void kiosk.shifts.prefer({ language: other })}>
      {t('otherLanguage')}
    </button>
  )
}

function Network({ kiosk }: { readonly kiosk: Kiosk }) {
  const { online, lastAt } = contact.value
  const since = lastAt === null ? t('never') : ageText(Math.max(0, now.value - lastAt), language.value)
  return (
    <button type="button" class={online ? 'chip good' : 'chip bad'} data-testid="online" data-online={String(online)} onClick={() => kiosk.syncNow()}>
      <Icon name={online ? 'online' : 'offline'} />
      <span>
        {t(online ? 'online' : 'offline')}
        <small>{since}</small>
      </span>
    </button>
  )
}

function Queue() {
  const { queued } = contact.value
  return (
    <span class={queued > 0 ? 'chip note' : 'chip'} data-testid="queue" data-queued={queued}>
      <Icon name="queue" />
      <span>
        <b>{queued}</b>
        <small>{t('queue')}</small>
      </span>
    </span>
  )
}

/** Where a shift runs, a tap on it shows the state of everything. */
function DataAge({ onState }: { readonly onState: (() => void) | null }) {
  const fresh = freshness.value
  const version = bundle.value?.held.manifest.version
  if (!fresh) return null
  const mood = fresh.worst === 'fresh' ? '' : fresh.worst === 'amber' ? 'note' : 'bad'
  const marks = { class: `chip ${mood}`, 'data-testid': 'bundle', 'data-version': version, 'data-freshness': fresh.worst }
  const inside = (
    <>
      <PartBars />
      <span>
        {ageText(fresh.ageMs, language.value)}
        <small>
          {t('dataAge')} {t('version')} {version}
        </small>
      </span>
    </>
  )
  if (!onState) return <span {...marks}>{inside}</span>
  return (
    <button type="button" {...marks} onClick={onState}>
      {inside}
    </button>
  )
}

function Clock() {
  const { date, time } = formatLocal(now.value)
  return (
    <span class={clockSure.value ? 'chip' : 'chip bad'} data-testid="clock" data-sure={String(clockSure.value)}>
      <Icon name="clock" />
      <span>
        <b>{time}</b>
        <small>{clockSure.value ? date : t('clockDoubtful')}</small>
      </span>
    </span>
  )
}

/** Wherever the browser tells it. A phone has its own sign for it above the page, and a warning below when it runs down. */
function BatteryLevel() {
  const held = battery.value
  if (!held) return null
  const { percent, power } = held
  return (
    <span class={isLow(held) ? 'chip battery bad' : 'chip battery'} data-testid="battery" data-power={power}>
      <svg viewBox="0 0 24 24" class="icon" aria-hidden="true">
        <path d="M2 7h18v10H2zM22 10v4" fill="none" stroke="currentColor" stroke-width="2" />
        <rect x="4" y="9" width={(14 * percent) / 100} height="6" fill="currentColor" />
      </svg>
      <span>
        <b>{percent} %</b>
        <small>{t(power === 'charging' ? 'charging' : 'battery')}</small>
      </span>
    </span>
  )
}

function Warnings() {
  const { stopped, trouble } = contact.value
  // No answer at all is the network's, which has its own sign.
  const refused = trouble === 'unreachable' ? null : trouble
  const low = isLow(battery.value) ? battery.value : null
  if (!stopped && !refused && !low && !bundleProblem.value && !storageFault.value) return null
  return (
    <div class="warnings" role="alert">
      {storageFault.value && (
        <p>
          <Icon name="warning" /> {t('storageFault')}
        </p>
      )}
      {low && (
        <p data-testid="battery-low">
          <Icon name="warning" /> {t('batteryLow').replace('{percent}', String(low.percent))}
        </p>
      )}
      {bundleProblem.value && (
        <p data-testid="bundle-refused" data-why={bundleProblem.value}>
          <Icon name="warning" /> {t('bundleRefused')}
        </p>
      )}
      {refused && (
        <p data-testid="sync-trouble" data-why={refused}>
          <Icon name="warning" /> {t(`trouble-${refused}`)}
        </p>
      )}
      {stopped && (
        <p data-testid="sync-stopped" data-why={stopped}>
          <Icon name="warning" /> {t(`stop-${stopped}`)}
        </p>
      )}
    </div>
  )
}
