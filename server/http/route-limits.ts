import type { LimitName } from './rate-limits.ts'
import type { Route } from './route.ts'

/** Counted by address before anything is read. Logins and PINs are counted again where account or device are known. */
const BY_ADDRESS: Readonly<Record<string, LimitName>> = {
  'post /api/declarations': 'declare',
  'post /api/preview': 'lookUp',
  'post /api/declarations/:corrected/correction': 'declare',
  'post /api/declarations/:withdrawn/withdrawal': 'declare',
  'get /api/declarations/:reference': 'lookUp',
  'get /api/declarations/:reference/data': 'lookUp',
  'delete /api/declarations/:erased': 'lookUp',
  'post /api/groups': 'group',
  'get /api/checkpoints/:checkpoint': 'lookUp',
  'get /q/:reference.png': 'lookUp',
  'post /api/session': 'loginByAddress',
  'post /api/kiosks/enrol': 'enrol',
}

/** Counted by device once its signature is known to be right. */
const BY_KIOSK: Readonly<Record<string, LimitName>> = { 'post /api/kiosks/pin': 'pin', 'post /api/kiosks/short-code': 'shortCode' }

export function addressLimitOf(route: Route): LimitName {
  return BY_ADDRESS[`${route.method} ${route.path}`] ?? 'other'
}

export function kioskLimitOf(route: Route): LimitName {
  return BY_KIOSK[`${route.method} ${route.path}`] ?? 'kiosk'
}
