import { type BundleKeeperDeps, reopenBundle, takeBundle } from '../../kiosk/bundle/bundle-keeper.ts'
import type { ReadyBundle } from '../../kiosk/bundle/ready-bundle.ts'
import { verifyByJavaScript } from '../../kiosk/bundle/verify-by-javascript.ts'
import { createJournal } from '../../kiosk/log/journal.ts'
import type { HttpAnswer } from '../../kiosk/sync/kiosk-api.ts'
import { type SyncOutcome, syncOnce } from '../../kiosk/sync/sync-once.ts'
import type { SyncReply } from '../../shared/sync/protocol.ts'
import { type MemoryStore, memoryStore } from '../kiosk/memory-store.ts'
import type { Core } from '../support/a-core.ts'
import { type PostJson, signedHeaders } from '../support/a-kiosk.ts'

/** The kiosk's own sync and keeper of bundles over a disk in memory. */
export interface ChangingTablet {
  readonly store: MemoryStore
  readonly held: () => ReadyBundle | null
  /** Every answer that came, with the headers it was asked by. */
  readonly answers: { readonly headers: Readonly<Record<string, string>>; readonly body: SyncReply }[]
  /** Throws where its disk takes nothing. */
  readonly sync: (post: PostJson, onTheWay?: (answer: HttpAnswer) => HttpAnswer) => Promise<SyncOutcome>
  /** What a late or repeated answer brings. */
  readonly hear: (reply: Pick<SyncReply, 'bundle' | 'parts' | 'changes'>) => Promise<void>
  /** The page is loaded anew: only what lies on the disk is left. */
  readonly restart: () => Promise<void>
}

export async function changingTablet(core: Core): Promise<ChangingTablet> {
  const { kiosk, checkpoint, key } = await core.kiosk()
  const store = memoryStore()
  await store.begin({ kiosk, checkpoint, epoch: 1, bundleKey: core.deps.keys.bundlePublicKey }, {})
  const times = () => ({ occurredAt: core.now(), wallAt: core.now() })
  const journal = createJournal({ store, random: (bytes) => new Uint8Array(bytes), times })
  const keeper: BundleKeeperDeps = { store, journal, verify: verifyByJavaScript }
  let held: ReadyBundle | null = null
  const hear: ChangingTablet['hear'] = async (reply) => {
    const taken = await takeBundle(keeper, held, reply)
    if (taken.ok) held = taken.value
  }
  const answers: ChangingTablet['answers'] = []
  return {
    store,
    held: () => held,
    answers,
    hear,
    sync: (post, onTheWay = (answer) => answer) =>
      syncOnce({
        store,
        post: async (path, body, headers) => {
          const { status, body: said } = await post(path, body, headers)
          if (status === 200) answers.push({ headers, body: said as SyncReply })
          return onTheWay({ kind: 'answer', status, body: said })
        },
        sign: async (path, body) => signedHeaders(kiosk, key, path, body),
        readClocks: () => ({ wallAt: core.now(), monotonicMs: core.now() }),
        appVersion: '0.1.0',
        heldManifest: () => held?.held.manifest ?? null,
        onContact: async () => undefined,
        onBundle: hear,
      }),
    restart: async () => {
      held = await reopenBundle(keeper)
    },
  }
}
