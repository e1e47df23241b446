import type { ComponentType } from 'preact'
import { QueuePanel } from '../queue/queue-panel.tsx'
import { DisplayPanel } from '../ui/display-panel.tsx'
import { late } from '../ui/late.tsx'
import { MissingPanel } from '../ui/missing-part.tsx'
import { ClockPanel } from './clock-panel.tsx'
import { MenuPanel } from './menu-panel.tsx'
import { OpenScansPanel } from './open-scans-panel.tsx'
import type { PanelName, PanelProps } from './panel-props.ts'
import { ScannerPanel } from './serial/scanner-panel.tsx'
import { TypeCodePanel } from './type-code-panel.tsx'

/** Another panel is a name in `PanelName` and a line here; what is large, or opened once a shift, comes late. */
export const PANELS: Record<PanelName, ComponentType<PanelProps>> = {
  type: TypeCodePanel,
  'open-scans': OpenScansPanel,
  clock: ClockPanel,
  'end-shift': late(() => import('../shift/end-shift-panel.tsx').then((part) => part.EndShiftPanel), MissingPanel),
  vehicle: late(() => import('../crossing/crossing-panel.tsx').then((part) => part.CrossingPanel), MissingPanel),
  menu: MenuPanel,
  specimens: late(() => import('../practice/specimens-panel.tsx').then((part) => part.SpecimensPanel), MissingPanel),
  patrol: late(() => import('../patrol/patrol-panel.tsx').then((part) => part.PatrolPanel), MissingPanel),
  queue: QueuePanel,
  display: DisplayPanel,
  scanner: ScannerPanel,
  form: late(() => import('../paper/form-panel.tsx').then((part) => part.FormPanel), MissingPanel),
  paper: late(() => import('../paper/paper-panel.tsx').then((part) => part.PaperPanel), MissingPanel),
  state: late(() => import('../sync/status-panel.tsx').then((part) => part.StatusPanel), MissingPanel),
  carry: late(() => import('../carrying/carry-panel.tsx').then((part) => part.CarryPanel), MissingPanel),
}
