/** One-time codes from a sealed envelope, each hashed and then bound to this tablet: on another disk they are worth nothing. */
export interface ShiftCodes {
  /** base64url. */
  readonly salt: string
  /** By the number printed beside the code; a used one is gone. */
  readonly macs: readonly { readonly number: number; readonly mac: string }[]
  /** Wrong codes in a row. */
  readonly failures: number
}
