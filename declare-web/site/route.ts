import { isStepName, type StepName } from '../steps/step-names.ts'

export type Page =
  | { readonly kind: 'step'; readonly step: StepName; readonly from: 'order' | 'check' }
  | { readonly kind: 'pass'; readonly reference: string }
  | { readonly kind: 'unknown' }

/** Steps live in the hash, so that the phone's back button turns the page: `/#/stays`, `/#/stays/check` when sent back from the check. */
export function pageOf(path: string, hash: string): Page {
  const pass = /^\/d\/([0-9A-Za-z-]{1,64})\/?$/.exec(path)
  if (pass) return { kind: 'pass', reference: pass[1] ?? '' }
  if (path !== '/' && path !== '/index.html') return { kind: 'unknown' }
  const [, step = '', from = ''] = hash.replace(/^#/, '').split('/')
  if (step === '') return { kind: 'step', step: 'start', from: 'order' }
  return isStepName(step) ? { kind: 'step', step, from: from === 'check' ? 'check' : 'order' } : { kind: 'unknown' }
}

export function stepHref(step: StepName, from: 'order' | 'check' = 'order'): string {
  if (step === 'start') return '/#/'
  return from === 'check' ? `/#/${step}/check` : `/#/${step}`
}

export function passPath(reference: string): string {
  return `/d/${encodeURIComponent(reference)}`
}
