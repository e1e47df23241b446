import type { Texts } from '../../shared/checkpoints/checkpoint.ts'
import { language } from '../kiosk-state.ts'
import { APP_TEXTS } from './app-texts.ts'
import { CROSSING_TEXTS } from './crossing-texts.ts'
import { ENROL_TEXTS } from './enrol-texts.ts'
import { PRACTICE_TEXTS } from './practice-texts.ts'
import { SCAN_TEXTS } from './scan-texts.ts'
import { SHIFT_TEXTS } from './shift-texts.ts'
import { STATUS_TEXTS } from './status-texts.ts'
import { TOOL_TEXTS } from './tool-texts.ts'
import { VERDICT_TEXTS } from './verdict-texts.ts'

/** Everything the tablet says outside a verdict's own reasons, a file for each part of the screen. What panels that come late say is theirs. */
const KIOSK_TEXTS = {
  ...APP_TEXTS,
  ...ENROL_TEXTS,
  ...SHIFT_TEXTS,
  ...SCAN_TEXTS,
  ...STATUS_TEXTS,
  ...VERDICT_TEXTS,
  ...CROSSING_TEXTS,
  ...PRACTICE_TEXTS,
  ...TOOL_TEXTS,
} as const satisfies Record<string, Texts>

export type TextKey = keyof typeof KIOSK_TEXTS

/** In the officer's language; reading it inside a component renders anew when that changes. */
export function t(key: TextKey): string {
  return KIOSK_TEXTS[key][language.value]
}

export function inLanguage(texts: Texts): string {
  return texts[language.value]
}
