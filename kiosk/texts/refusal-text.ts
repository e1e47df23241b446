import type { DecideRefusal } from '../scan/station/decide-passage.ts'
import { t } from './kiosk-texts.ts'

export function refusalText(refusal: DecideRefusal): string {
  switch (refusal) {
    case 'reason-missing':
    case 'already-decided':
    case 'unknown-passage':
    case 'too-late':
    case 'not-decided':
    case 'storage':
    case 'second-missing':
    case 'second-is-first':
      return t(`refusal-${refusal}`)
    default:
      return `${t('secondOfficerName')}: ${t(refusal)}`
  }
}
