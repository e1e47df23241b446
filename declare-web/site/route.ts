import { isStepName, type StepName } from '../steps/step-names.ts'

export type Page =
  | { readonly kind: 'step'; readonly step: StepName; readonly from: 'order' | 'check' }
  | { readonly kind: 'pass'; readonly reference: string }
  | { readonly kind: 'group' }
  | { readonly kind: 'unknown' }

/** Many who travel together. */
export const GROUP_HREF = '/declare/group'

/** Addresses are the same with and without JavaScript: `/declare/stays`, with `?from=check` when sent back from the check. */
export function pageOf(path: string, search: string): Page {
  const pass = /^\/d\/([0-9A-Za-z-]{1,64})\/?$/.exec(path)
  if (pass) return { kind: 'pass', reference: pass[1] ?? '' }
  if (path === '/' || path === '/index.html') return { kind: 'step', step: 'start', from: 'order' }
  if (path === GROUP_HREF) return { kind: 'group' }
  const step = /^\/declare\/([a-z]{1,20})\/?$/.exec(path)?.[1] ?? ''
  if (!isStepName(step)) return { kind: 'unknown' }
  return { kind: 'step', step, from: /[?&]from=check(&|$)/.test(search) ? 'check' : 'order' }
}

export function stepHref(step: StepName, from: 'order' | 'check' = 'order'): string {
  if (step === 'start') return '/'
  return from === 'check' ? `/declare/${step}?from=check` : `/declare/${step}`
}

export function passPath(reference: string): string {
  return `/d/${encodeURIComponent(reference)}`
}
