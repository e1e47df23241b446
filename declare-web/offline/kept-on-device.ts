/** A pass as this device keeps it: what is needed to name it. */
export interface NamedPass {
  readonly reference: string
  readonly shortCode: string
  readonly expiresAt: number
  /** Of the installation's clocks. */
  readonly zone: string
  /** Whose it is; '' where an older version kept it. */
  readonly holder: string
}

/** The product's own, of passes that were kept without one. */
const USUAL_ZONE = 'Asia/Ho_Chi_Minh'

const PASSES = 'chot-pass-'

/** Newest first, of all that were opened here and not forgotten. */
export async function keptPasses(): Promise<readonly NamedPass[]> {
  const names = (await caches.keys()).filter((name) => name.indexOf(PASSES) === 0)
  const passes = await Promise.all(names.map(async (name) => namedPass(await (await (await caches.open(name)).match('/pass.json'))?.json())))
  return passes.flatMap((pass) => (pass ? [pass] : [])).sort((a, b) => b.expiresAt - a.expiresAt)
}

function namedPass(kept: unknown): NamedPass | null {
  if (!isObject(kept)) return null
  const { reference, shortCode, expiresAt, zone = USUAL_ZONE, holder = '' }: Partial<Record<string, unknown>> = { ...kept }
  const isWhole = typeof reference === 'string' && /^[0-9A-Z]{26}$/.test(reference) && typeof shortCode === 'string' && typeof expiresAt === 'number'
  return isWhole ? { reference, shortCode, expiresAt, zone: String(zone), holder: String(holder) } : null
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
