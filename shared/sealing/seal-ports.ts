/** What sealing needs of a runtime: P-256 agreement and AES-256-GCM (tag of 16 bytes, appended). */
export interface SealPort {
  /** With a fresh pair that is forgotten afterwards. `publicKey` is an uncompressed point. Throws where it is none. */
  readonly agree: (publicKey: Uint8Array) => Promise<{ readonly ephemeral: Uint8Array; readonly secret: Uint8Array }>
  readonly lock: (input: GcmInput) => Promise<Uint8Array>
}

/** The other side of a `SealPort`; null where the bytes are no point, or do not open. */
export interface OpenPort {
  readonly secretWith: (ephemeral: Uint8Array) => Promise<Uint8Array | null>
  readonly unlock: (input: GcmInput) => Promise<Uint8Array | null>
}

export interface GcmInput {
  readonly key: Uint8Array
  /** 12 bytes. */
  readonly nonce: Uint8Array
  /** Plain text to lock, or ciphertext with its tag to unlock. */
  readonly text: Uint8Array
  /** Bound to the text without being in it. */
  readonly bound: Uint8Array
}
