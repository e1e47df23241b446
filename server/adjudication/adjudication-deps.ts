import type { TravelTable } from '../../shared/adjudication/travel-time.ts'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { CoreDeps } from '../deps.ts'

export type AdjudicationDeps = Pick<CoreDeps, 'storage' | 'clock' | 'keys' | 'areas' | 'demoOffsetMs' | 'log'> & {
  readonly areaTable: AreaTable
  /** Least minutes by road; what it does not name takes the default. */
  readonly travel?: TravelTable
}
