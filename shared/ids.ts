declare const brand: unique symbol
type Id<B extends string> = string & { readonly [brand]: B }

/** A checkpoint, as the province names it: `bach-dang`. */
export type CheckpointId = Id<'CheckpointId'>
/** One tablet, given at enrolment: 16 hex digits. */
export type KioskId = Id<'KioskId'>
/** A lane of a checkpoint: `1`, `goods`. */
export type LaneId = Id<'LaneId'>
/** A member of staff: the login name. */
export type StaffId = Id<'StaffId'>
/** 8 random bytes as 16 hex digits; the credential's own name, no key to the person's other trips. */
export type CredentialId = Id<'CredentialId'>
/** An authority that issues credentials and owns rulesets: `VN`, `VN-22`. */
export type AuthorityId = Id<'AuthorityId'>
/** 16 random bytes as 32 hex digits, made at the kiosk. */
export type PassageId = Id<'PassageId'>
export type CrossingId = Id<'CrossingId'>

const WORD = /^[a-z0-9][a-z0-9-]{0,39}$/
const STAFF = /^[a-z][a-z0-9._-]{1,39}$/
const AUTHORITY = /^[A-Z]{2}(-[A-Z0-9]{1,6})?$/

export const asCheckpointId = maker<CheckpointId>('checkpoint id', WORD)
export const asKioskId = maker<KioskId>('kiosk id', /^[0-9a-f]{16}$/)
export const asLaneId = maker<LaneId>('lane id', WORD)
export const asStaffId = maker<StaffId>('staff id', STAFF)
export const asCredentialId = maker<CredentialId>('credential id', /^[0-9a-f]{16}$/)
export const asAuthorityId = maker<AuthorityId>('authority id', AUTHORITY)
export const asPassageId = maker<PassageId>('passage id', /^[0-9a-f]{32}$/)
export const asCrossingId = maker<CrossingId>('crossing id', /^[0-9a-f]{32}$/)

interface IdMaker<T> {
  /** Throws on a malformed id: for ids our own code has already checked. */
  (text: string): T
  readonly matches: (text: unknown) => text is T
}

function maker<T extends string>(what: string, pattern: RegExp): IdMaker<T> {
  const matches = (text: unknown): text is T => typeof text === 'string' && pattern.test(text)
  const make = (text: string): T => {
    if (!matches(text)) throw new Error(`not a ${what}: ${JSON.stringify(text.slice(0, 60))}`)
    return text
  }
  return Object.assign(make, { matches })
}
