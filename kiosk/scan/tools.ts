import type { Kiosk } from '../kiosk.ts'
import { clockSure, openScans } from '../kiosk-state.ts'
import type { TextKey } from '../texts/kiosk-texts.ts'
import type { SymbolName } from '../ui/icons.tsx'
import type { PanelName } from './panel-props.ts'

/** What a tool may do when pressed. */
export interface ToolReach {
  readonly kiosk: Kiosk
  readonly open: (panel: PanelName) => void
  readonly turnCamera: () => void
}

/** A button under the picture. `isShown` and `count` read signals, so that the bar follows them. */
export interface Tool {
  /** Also its test id. */
  readonly id: string
  readonly icon: SymbolName
  readonly text: TextKey
  readonly press: (reach: ToolReach) => void
  readonly isShown?: () => boolean
  readonly count?: () => number
}

/** In the order of the bar. */
export const TOOLS: readonly Tool[] = [
  { id: 'clock-open', icon: 'clock', text: 'clockDoubtful', press: ({ open }) => open('clock'), isShown: () => !clockSure.value },
  { id: 'open-scans', icon: 'list', text: 'openScans', press: ({ open }) => open('open-scans'), count: () => openScans.value.length },
  { id: 'no-code', icon: 'nocode', text: 'noCode', press: ({ kiosk }) => void kiosk.scans.withoutCode() },
  { id: 'type-code', icon: 'keyboard', text: 'typeCode', press: ({ open }) => open('type') },
  { id: 'switch-camera', icon: 'camera', text: 'switchCamera', press: ({ turnCamera }) => turnCamera() },
]
