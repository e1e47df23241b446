import type { IssuedDeclaration, PassView } from '../../shared/http/api.ts'

/** A pass just issued, or kept on the device by an older version: as it was, nothing decided yet. */
export function asPassView(issued: IssuedDeclaration | PassView): PassView {
  return { state: 'valid', changed: null, decisions: [], correctable: true, ...issued }
}
