import type { ComponentType } from 'preact'
import { CarryPanel } from '../carrying/carry-panel.tsx'
import { CrossingPanel } from '../crossing/crossing-panel.tsx'
import { FormPanel } from '../paper/form-panel.tsx'
import { PaperPanel } from '../paper/paper-panel.tsx'
import { PatrolPanel } from '../patrol/patrol-panel.tsx'
import { SpecimensPanel } from '../practice/specimens-panel.tsx'
import { QueuePanel } from '../queue/queue-panel.tsx'
import { EndShiftPanel } from '../shift/end-shift-panel.tsx'
import { StatusPanel } from '../sync/status-panel.tsx'
import { DisplayPanel } from '../ui/display-panel.tsx'
import { ClockPanel } from './clock-panel.tsx'
import { MenuPanel } from './menu-panel.tsx'
import { OpenScansPanel } from './open-scans-panel.tsx'
import type { PanelName, PanelProps } from './panel-props.ts'
import { ScannerPanel } from './serial/scanner-panel.tsx'
import { TypeCodePanel } from './type-code-panel.tsx'

/** Another panel is a name in `PanelName` and a line here. */
export const PANELS: Record<PanelName, ComponentType<PanelProps>> = {
  type: TypeCodePanel,
  'open-scans': OpenScansPanel,
  clock: ClockPanel,
  'end-shift': EndShiftPanel,
  vehicle: CrossingPanel,
  menu: MenuPanel,
  specimens: SpecimensPanel,
  patrol: PatrolPanel,
  queue: QueuePanel,
  display: DisplayPanel,
  scanner: ScannerPanel,
  form: FormPanel,
  paper: PaperPanel,
  state: StatusPanel,
  carry: CarryPanel,
}
