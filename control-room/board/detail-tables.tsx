import type { ComponentChildren, VNode } from 'preact'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import type { Bucket } from '../../shared/flow/flow.ts'
import { waysWithTwoLines } from '../../shared/flow/gate-lines.ts'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import { formatLocal, type ZoneName } from '../../shared/time.ts'
import { areas, language, t } from '../control-state.ts'
import { Figure } from './board-table.tsx'
import { type FlowPoint, hoursOfToday, joinPoints } from './minute-series.ts'
import { OutcomeIcon } from './outcome-icon.tsx'
import { placeName } from './place-names.ts'
import type { OriginCount } from './top-origins.ts'
import { type BoardTime, personsIn, type Totals, totalsToday } from './totals.ts'

export function OutcomeTable({ totals }: { readonly totals: Totals }): VNode {
  return (
    <DetailTable title={t('by-outcome')} columns={[t('outcome'), t('in'), t('out'), t('total')]}>
      {OUTCOMES.map((outcome) => (
        <tr key={outcome}>
          <th scope="row">
            <OutcomeIcon outcome={outcome} /> {OUTCOME_WORDS[outcome][language.value]}
          </th>
          <Figure value={totals.entry[outcome]} />
          <Figure value={totals.exit[outcome]} />
          <Figure value={totals.entry[outcome] + totals.exit[outcome]} />
        </tr>
      ))}
    </DetailTable>
  )
}

export function HourTable({ buckets, time }: { readonly buckets: readonly Bucket[]; readonly time: BoardTime }): VNode {
  const { hours, before } = hoursOfToday(buckets, time)
  const most = Math.max(1, ...hours.map((hour) => hour.entry + hour.exit))
  return (
    <DetailTable title={t('by-hour')} columns={[t('hour'), t('in'), t('out'), '']}>
      {before.entry + before.exit > 0 && (
        <tr>
          <th scope="row">{t('before')}</th>
          <Figure value={before.entry} />
          <Figure value={before.exit} />
          <td />
        </tr>
      )}
      {hours.map(({ hour, entry, exit }) => (
        <tr key={hour}>
          <th scope="row">{`${String(hour).padStart(2, '0')}:00`}</th>
          <Figure value={entry} />
          <Figure value={exit} />
          <td class="bar-cell">
            <span class="hour-bar entry" style={{ width: `${(100 * entry) / most}%` }} />
            <span class="hour-bar exit" style={{ width: `${(100 * exit) / most}%` }} />
          </td>
        </tr>
      ))}
    </DetailTable>
  )
}

export function TenMinuteTable({ points, zone }: { readonly points: readonly FlowPoint[]; readonly zone: ZoneName }): VNode {
  return (
    <DetailTable title={t('by-ten-minutes')} columns={[t('time'), t('in'), t('out')]}>
      {joinPoints(points, 10).map((point) => (
        <tr key={point.at}>
          <th scope="row">{formatLocal(point.at, zone).time}</th>
          <Figure value={point.entry} />
          <Figure value={point.exit} />
        </tr>
      ))}
    </DetailTable>
  )
}

interface LaneTableProps {
  readonly checkpoint: Checkpoint
  readonly buckets: readonly Bucket[]
  readonly time: BoardTime
}

export function LaneTable({ checkpoint, buckets, time }: LaneTableProps): VNode {
  return (
    <DetailTable title={t('by-lane')} note={waysWithTwoLines(checkpoint).length > 0 ? t('two-lines') : null} columns={[t('lane'), t('in'), t('out')]}>
      {checkpoint.lanes.map((lane) => {
        const totals = totalsToday(
          buckets.filter((bucket) => bucket.lane === lane.id),
          time,
        )
        return (
          <tr key={lane.id}>
            <th scope="row">{lane.name[language.value]}</th>
            <Figure value={personsIn(totals.entry)} />
            <Figure value={personsIn(totals.exit)} />
          </tr>
        )
      })}
    </DetailTable>
  )
}

export function OriginTable({ origins }: { readonly origins: readonly OriginCount[] }): VNode {
  if (origins.length === 0) return <DetailTable title={t('origins-today')} columns={[t('none-here')]} />
  return (
    <DetailTable title={t('origins-today')} columns={[t('origin'), t('passages')]}>
      {origins.map(({ origin, persons }) => (
        <tr key={origin}>
          <th scope="row">{origin ? placeName(origin, areas.value, language.value) : t('origin-unknown')}</th>
          <Figure value={persons} />
        </tr>
      ))}
    </DetailTable>
  )
}

interface DetailTableProps {
  readonly title: string
  /** How to read it. */
  readonly note?: string | null
  readonly columns: readonly string[]
  readonly children?: ComponentChildren
}

function DetailTable({ title, note = null, columns, children }: DetailTableProps): VNode {
  return (
    <table class="detail-table">
      <caption>
        {title}
        {note && <small class="table-note">{note}</small>}
      </caption>
      <thead>
        <tr>
          {columns.map((column, i) =>
            column === '' ? (
              <td key={column} />
            ) : (
              <th scope="col" key={column} class={i === 0 ? 'name' : 'number'}>
                {column}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
