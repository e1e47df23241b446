import type { Facts } from './facts.ts'
import type { PresentedDocument } from './passing.ts'
import { unknown, type Value } from './value.ts'

/**
 * The pass (logo) of the vehicle, from the newest one presented: `presented`, `plateAgrees` with the plate that the traveller
 * declared, `issuedAt`, `destination` of its route. Its signature and its term are checked where codes are opened. The public
 * preview sees no papers, so there it is unknown.
 */
export function vehiclePassFact({ passing, travel }: Facts): Value {
  if (passing.audience === 'preview') return unknown(['vehiclePass'])
  const [pass] = passing.documents.filter(({ source }) => source === 'vehicle-pass').sort(newestFirst)
  if (pass === undefined) return { presented: false, plateAgrees: false, issuedAt: null, destination: null }
  const { claims, issuedAt } = pass
  return {
    presented: true,
    plateAgrees: travel?.plate === undefined ? unknown(['travel.plate']) : travel.plate === claims.travel?.plate,
    issuedAt: new Date(issuedAt).toISOString(),
    destination: claims.destination,
  }
}

function newestFirst(a: PresentedDocument, b: PresentedDocument): number {
  return b.issuedAt - a.issuedAt || (JSON.stringify(a.claims) < JSON.stringify(b.claims) ? -1 : 1)
}
