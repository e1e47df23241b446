import QRCode from 'qrcode'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import { qrSegments } from '../../shared/credential/qr-segments.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { asCredentialId } from '../../shared/ids.ts'
import { aCredential } from './a-credential.ts'
import { declarationContext } from './a-declaration.ts'
import { dice } from './dice.ts'
import { inventDeclarations } from './invented-declarations.ts'
import { testKey } from './test-keys.ts'

/** A text and its modules: 1 is dark. */
export interface Payload {
  readonly kind: 'KB1' | 'HC1'
  readonly text: string
  readonly modules: number
  readonly dark: Uint8Array
}

const SEED = 20210217
const EACH = 24
const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

const made = { KB1: await ours(), HC1: european() }

export function payloads(kind: Payload['kind']): readonly Payload[] {
  return made[kind]
}

/** Codes as the declaration site issues them: signed, digits, level M. */
async function ours(): Promise<readonly Payload[]> {
  const context = declarationContext()
  const texts = inventDeclarations(EACH, SEED).map((input, i) => {
    const parsed = parseDeclaration(input, context)
    if (!parsed.ok) throw new Error(`invented declaration ${i} of seed ${SEED} is not valid`)
    const id = asCredentialId((BigInt(SEED) * 1000n + BigInt(i)).toString(16).padStart(16, '0'))
    return issueCredential({ ...aCredential({ id }), claims: parsed.value.claims }, testKey().signer)
  })
  return (await Promise.all(texts)).map((text) => payloadOf('KB1', text, QRCode.create(qrSegments(text), { errorCorrectionLevel: 'M' })))
}

/** As long as the EU's certificates, which have 400 to 650 characters and level Q or, mostly, lower. The content is drawn by lot. */
function european(): readonly Payload[] {
  const rng = dice(SEED)
  return Array.from({ length: EACH }, () => {
    const text = `HC1:${Array.from({ length: rng.between(400, 620) }, () => BASE45[rng.between(0, 44)]).join('')}`
    return payloadOf('HC1', text, QRCode.create(text, { errorCorrectionLevel: rng.pick(['L', 'L', 'M', 'Q']) }))
  })
}

function payloadOf(kind: Payload['kind'], text: string, { modules }: QRCode.QRCode): Payload {
  return { kind, text, modules: modules.size, dark: Uint8Array.from(modules.data) }
}
