import type { VNode } from 'preact'
import { create } from 'qrcode'
import { t } from '../control-state.ts'

/** Four light modules around the code: readers need them (ISO/IEC 18004). */
const QUIET = 4

/** Always dark on white, whatever the theme: many readers refuse the reverse. */
export function LinkCode({ url }: { readonly url: string }): VNode {
  const { modules } = create(url, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * QUIET
  return (
    <svg class="link-code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={t('link-code')} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={modulesPath(modules)} fill="#000" />
    </svg>
  )
}

function modulesPath(modules: ReturnType<typeof create>['modules']): string {
  let path = ''
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`
    }
  }
  return path
}
