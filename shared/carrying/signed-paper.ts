import { bytesOfBase64Url } from '../base64url.ts'
import { canonicalJson, type Json } from '../canonical-json.ts'
import type { Verify } from '../credential/credential.ts'
import { utf8Bytes } from '../utf8.ts'
import type { Receipt, ShiftCodeList, SignedCodes, SignedReceipt } from './letter.ts'

/** The exact texts that are signed; the first line keeps the key from being tricked into signing something else. */
export function receiptText(receipt: Receipt): string {
  return `chot-receipt-1\n${canonicalJson(receipt as unknown as Json)}`
}

export function codesText(codes: ShiftCodeList): string {
  return `chot-shift-codes-1\n${canonicalJson(codes as unknown as Json)}`
}

/** Whose papers a kiosk believes: the key pinned at its enrolment. */
export interface PaperTrust {
  readonly bundleKey: string
  readonly verify: Verify
}

export function isReceiptGenuine({ receipt, signature }: SignedReceipt, trust: PaperTrust): Promise<boolean> {
  return isSigned(receiptText, receipt, { signature, trust })
}

export function areCodesGenuine({ codes, signature }: SignedCodes, trust: PaperTrust): Promise<boolean> {
  return isSigned(codesText, codes, { signature, trust })
}

async function isSigned<T>(
  textOf: (paper: T) => string,
  paper: T,
  { signature, trust }: { readonly signature: string; readonly trust: PaperTrust },
): Promise<boolean> {
  const key = bytesOfBase64Url(trust.bundleKey)
  const bytes = bytesOfBase64Url(signature)
  if (!key || !bytes) return false
  try {
    return await trust.verify(key, bytes, utf8Bytes(textOf(paper)))
  } catch {
    // A paper with a float has no canonical text, so nobody can have signed it.
    return false
  }
}
