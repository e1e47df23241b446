import { OUTCOME_ICONS } from '../../shared/rules/outcome-icons.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'

/** Decoration beside a word: never the only sign of an outcome. */
export function OutcomeIcon({ outcome }: { readonly outcome: Outcome }) {
  return <Shape path={OUTCOME_ICONS[outcome]} name="outcome-icon" />
}

const SYMBOLS = {
  online: 'M5 12.5a10 10 0 0 1 14 0M8.5 16a5 5 0 0 1 7 0M12 19.5v.1',
  offline: 'M5 12.5a10 10 0 0 1 4-2.4M15.5 10.3a10 10 0 0 1 3.5 2.2M8.5 16a5 5 0 0 1 7 0M12 19.5v.1M4 4l16 16',
  queue: 'M12 4v12M7 9l5-5 5 5M5 20h14',
  data: 'M4 7c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3zM4 7v10c0 1.7 3.6 3 8 3s8-1.3 8-3V7M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3',
  clock: 'M12 7v5l3 3M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  officer: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0',
  entry: 'M4 12h15M13 6l6 6-6 6',
  exit: 'M20 12H5M11 6l-6 6 6 6',
  keyboard: 'M3 7h18v11H3zM7 11h.1M11 11h.1M15 11h.1M8 14.5h8',
  nocode: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM15 15l5 5M20 15l-5 5',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  torch: 'M9 3h6l-1 6h3l-6 12 1-9H8z',
  form: 'M6 3h12v18H6zM9 8h6M9 12h6M9 16h3',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.1M4 12h.1M4 18h.1',
  vehicle: 'M3 16V7h11v9M14 10h4l3 3.5V16M3 16h1.5M9.5 16h5M19.5 16H21M7 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  practice: 'M12 4 2 9l10 5 10-5zM6 11.5V17c2 2 10 2 12 0v-5.5M22 9v6',
  specimen: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h.1M14 18h.1',
  turn: 'M4 12a8 8 0 0 1 13.7-5.6L20 8.5M20 3.5v5h-5M20 12a8 8 0 0 1-13.7 5.6L4 15.5M4 20.5v-5h5',
  patrol: 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2',
  scanner: 'M4 6h11l5 4v3H9l-1.5 8H4l1.5-8H4zM20 11.5h2',
  'queue-people':
    'M6 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM2 19a4 4 0 0 1 8 0M13.5 10a2.5 2.5 0 1 0 0-5M12.5 14a4 4 0 0 1 5 5M18.5 10a2.5 2.5 0 1 0 0-5M19 14a4 4 0 0 1 3 5',
  menu: 'M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h5v5h-5z',
  'sound-off': 'M4 9v6h4l5 4V5L8 9zM16.5 9.5l5 5M21.5 9.5l-5 5',
  warning: 'M12 4 2.5 20h19zM12 10v4.5M12 17.4v.1',
} as const
export type SymbolName = keyof typeof SYMBOLS

export function Icon({ name }: { readonly name: SymbolName }) {
  return <Shape path={SYMBOLS[name]} name="icon" />
}

function Shape({ path, name }: { readonly path: string; readonly name: string }) {
  return (
    <svg class={name} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  )
}
