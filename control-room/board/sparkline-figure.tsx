import type { VNode } from 'preact'
import type { ZoneName } from '../../shared/time.ts'
import { formatLocal } from '../../shared/time.ts'
import { n, t } from '../control-state.ts'
import { busiest, type FlowPoint } from './minute-series.ts'
import { sparklinePaths } from './sparkline-paths.ts'

const HEIGHT = 32

/** The last hour, minute by minute. The sentence says the same to who cannot see it; the detail has it as a table. */
export function SparklineFigure({ points, zone }: { readonly points: readonly FlowPoint[]; readonly zone: ZoneName }): VNode {
  const peak = busiest(points)
  const paths = sparklinePaths(points, HEIGHT)
  return (
    <figure class="sparkline">
      <svg viewBox={`0 0 ${points.length} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={describeHour(points, zone)}>
        <path class="spark-axis" d={`M0 ${HEIGHT / 2}H${points.length}`} />
        <path class="spark-entry" d={paths.entry} />
        <path class="spark-exit" d={paths.exit} />
      </svg>
      <figcaption aria-hidden="true">
        <span>{t('last-hour')}</span>
        {peak && <span>{t('peak-per-minute', { n: peak.entry + peak.exit })}</span>}
      </figcaption>
    </figure>
  )
}

function describeHour(points: readonly FlowPoint[], zone: ZoneName): string {
  const peak = busiest(points)
  if (!peak) return t('last-hour-quiet')
  const sum = (direction: 'entry' | 'exit'): string => n(points.reduce((total, point) => total + point[direction], 0))
  return t('last-hour-said', { in: sum('entry'), out: sum('exit'), peak: peak.entry + peak.exit, time: formatLocal(peak.at, zone).time })
}
