import type { CertificateKey } from '../../shared/bundle/bundle.ts'
import type { EpochMs } from '../../shared/units.ts'
import { bumpBundle } from '../bundles/bundle-rev.ts'
import type { Storage } from '../storage/storage.ts'
import type { ListedKey } from './parse-trust-list.ts'

/** The list in the place of the one before: whoever it no longer names is no longer believed. */
export async function replaceCertificateKeys(storage: Storage, keys: readonly ListedKey[], at: EpochMs): Promise<void> {
  await storage.write(async (tx) => {
    await tx.deleteFrom('certificate_key').execute()
    for (const { fingerprint, key } of keys)
      await tx
        .insertInto('certificate_key')
        .values({ fingerprint, body: JSON.stringify(key), added_at: at })
        .execute()
    await tx
      .insertInto('audit')
      .values({ at, staff_id: null, action: 'certificates-imported', detail: JSON.stringify({ keys: keys.length }) })
      .execute()
    await bumpBundle(tx)
  })
}

export async function readCertificateKeys({ read }: Pick<Storage, 'read'>): Promise<readonly CertificateKey[]> {
  const rows = await read.selectFrom('certificate_key').select('body').orderBy('fingerprint').execute()
  return rows.map((row) => JSON.parse(row.body))
}
