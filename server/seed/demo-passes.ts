import { referenceOf } from '../../shared/credential/reference.ts'
import { shortCodeOf } from '../../shared/credential/short-code.ts'

/** The example of the API's description: the one private link that is public, of a traveller who does not exist. */
export const DEMO_REFERENCE = referenceOf(Uint8Array.from({ length: 16 }, (_, i) => i * 16 + 1))

/** Of the same traveller, for the operations that use a declaration up: correcting, withdrawing, erasing. */
export const DEMO_SPARES = { corrected: spareReference(1), withdrawn: spareReference(2), erased: spareReference(3) } as const

/** Of the demo's example, so that whoever tries to find it again can. */
export const DEMO_SHORT_CODE = shortCodeOf(Uint8Array.of(1, 2, 3, 4, 5))

function spareReference(nth: number): string {
  return referenceOf(Uint8Array.from({ length: 16 }, (_, i) => (i * 16 + 1 + nth * 37) % 256))
}
