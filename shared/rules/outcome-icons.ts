import { ADMIT_ICON } from './admit-icon.ts'
import type { Outcome } from './verdict.ts'

/** SVG path data on a 24 x 24 grid, stroke 2: each outcome has a shape of its own. */
export const OUTCOME_ICONS: Record<Outcome, string> = {
  admit: ADMIT_ICON,
  'admit-with-test': 'M9 3v6.5L4.5 18a2 2 0 0 0 1.8 3h11.4a2 2 0 0 0 1.8-3L15 9.5V3M7.5 3h9M7 15h10',
  refer: 'M12 3v11M12 19v.5',
  'turn-back': 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  quarantine: 'M4 11 12 4l8 7v9H4zM9.5 20v-6h5v6',
  detain:
    'M18 11V6.5a1.5 1.5 0 0 0-3 0V11V4.5a1.5 1.5 0 0 0-3 0V11V5.5a1.5 1.5 0 0 0-3 0V13l-2-2.5a1.6 1.6 0 0 0-2.6 1.8L8.5 19a5 5 0 0 0 4.2 2.3h1.8A6.5 6.5 0 0 0 21 15v-5a1.5 1.5 0 0 0-3 0z',
}
