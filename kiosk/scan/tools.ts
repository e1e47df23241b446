import type { Kiosk } from '../kiosk.ts'
import { bundle, clockSure, crossings, openScans } from '../kiosk-state.ts'
import { practice } from '../practice/running-practice.ts'
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

/** All that a practice offers: what is not named here acts on the real log. */
const IN_PRACTICE: ReadonlySet<string> = new Set(['specimens', 'vehicle', 'open-scans', 'no-code', 'menu', 'switch-camera', 'display'])

export function isOffered({ id, isShown }: Tool): boolean {
  return (practice.value === null || IN_PRACTICE.has(id)) && (isShown?.() ?? true)
}

/** In the order of the bar: what every person or vehicle may need. */
export const TOOLS: readonly Tool[] = [
  { id: 'clock-open', icon: 'clock', text: 'clockDoubtful', press: ({ open }) => open('clock'), isShown: () => !clockSure.value },
  { id: 'specimens', icon: 'specimen', text: 'specimens', press: ({ open }) => open('specimens'), isShown: () => practice.value !== null },
  { id: 'vehicle', icon: 'vehicle', text: 'vehicle', press: beginVehicle, count: () => Math.max(0, crossings.value.length - 1) },
  { id: 'open-scans', icon: 'list', text: 'openScans', press: ({ open }) => open('open-scans'), count: () => openScans.value.length },
  { id: 'no-code', icon: 'nocode', text: 'noCode', press: ({ kiosk }) => void kiosk.scans.withoutCode() },
  { id: 'form', icon: 'form', text: 'formTool', press: ({ open }) => open('form'), isShown: () => practice.value === null },
  { id: 'patrol-first', icon: 'patrol', text: 'patrol', press: ({ open }) => open('patrol'), isShown: isPatrolPost },
  { id: 'type-code', icon: 'keyboard', text: 'typeCode', press: ({ open }) => open('type') },
  { id: 'menu', icon: 'menu', text: 'menu', press: ({ open }) => open('menu') },
]

/** Behind "more": what an officer needs now and then. */
export const MENU_TOOLS: readonly Tool[] = [
  { id: 'queue-tool', icon: 'queue-people', text: 'queueTool', press: ({ open }) => open('queue') },
  { id: 'patrol-tool', icon: 'patrol', text: 'patrol', press: ({ open }) => open('patrol'), isShown: () => !isPatrolPost() },
  { id: 'display', icon: 'sun', text: 'display', press: ({ open }) => open('display') },
  { id: 'scanner', icon: 'scanner', text: 'scannerTool', press: ({ open }) => open('scanner') },
  { id: 'state-tool', icon: 'data', text: 'stateTool', press: ({ open }) => open('state') },
  { id: 'switch-camera', icon: 'camera', text: 'switchCamera', press: ({ turnCamera }) => turnCamera() },
  { id: 'paper', icon: 'form', text: 'paperTool', press: ({ open }) => open('paper'), isShown: () => practice.value === null },
  { id: 'practise', icon: 'practice', text: 'practice', press: ({ kiosk }) => void kiosk.practice.start(), isShown: () => practice.value === null },
]

/** Posts that have no fixed place show the patrol first. */
function isPatrolPost(): boolean {
  const kind = bundle.value?.held.parts.checkpoint.kind
  return kind === 'trail' || kind === 'opening'
}

/** One tap starts a group; with one under way it is shown. */
function beginVehicle({ kiosk, open }: ToolReach): void {
  if (crossings.value.length > 0) open('vehicle')
  else void kiosk.vehicles.begin()
}
