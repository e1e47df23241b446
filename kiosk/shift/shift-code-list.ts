/** One-time codes from sealed envelopes. Each hash is bound to this tablet's own key, so that a copy of its disk can try none. */
export interface ShiftCodes {
  readonly lists: readonly BoundList[]
  /** Wrong codes in a row; after five only the network helps, or another envelope. */
  readonly failures: number
}

interface BoundList {
  readonly list: string
  readonly salt: string
  /** By the number printed beside the code, from 1; empty once it is used. */
  readonly macs: readonly string[]
}
