import type { Kiosk } from '../kiosk.ts'

/** What may lie over the picture, one at a time; `panels.tsx` says which component is which. */
export type PanelName =
  | 'type'
  | 'open-scans'
  | 'clock'
  | 'end-shift'
  | 'vehicle'
  | 'menu'
  | 'specimens'
  | 'patrol'
  | 'queue'
  | 'display'
  | 'scanner'
  | 'form'
  | 'paper'
  | 'state'
  | 'carry'

export interface PanelProps {
  readonly kiosk: Kiosk
  readonly onClose: () => void
  readonly onOpen: (other: PanelName) => void
  readonly turnCamera: () => void
}
