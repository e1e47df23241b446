import { SECOND_MS } from '../../shared/units.ts'

/**
 * One process serves kiosks and the public form. Whatever takes its time for a traveller waits here for its turn, so that a
 * flood of declarations costs the queue at a checkpoint next to nothing.
 */
export interface Turns {
  /** A kiosk's request, from the moment it is being worked on. It never waits. */
  readonly kiosk: <T>(work: () => Promise<T>) => Promise<T>
  /** Runs at once while no kiosk asks, else after so many answered kiosks; null where too many wait already, of all or of that address. */
  readonly traveller: <T>(work: (again: NextTurn) => Promise<T>, address?: string | null) => Promise<T | null>
}

/** Gives the turn back and waits for another: between the rows of a group, each of which takes as long as a declaration. */
export type NextTurn = () => Promise<void>

/** One declaration takes about as long as one sync: under a flood, kiosks lose at most a sixth of the processor. */
const KIOSKS_PER_TRAVELLER = 6
/** Enough to fill one group commit, too few to fill a turn of the event loop. */
const MAX_AT_ONCE = 4
/** At 30 declarations a second the last one waits some ten seconds, a third of a phone's patience. */
const MAX_WAITING = 300
/** Of those, one address: a machine that asks without end leaves places to everybody else. Phones behind a carrier's address wait a second each. */
const MOST_OF_ONE = 100
/** Were kiosks never answered, travellers still would be. */
const LONGEST_PAUSE_MS = SECOND_MS / 2

export function kiosksFirst(longestPauseMs = LONGEST_PAUSE_MS): Turns {
  const waiting: Waiting[] = []
  let kiosks = 0
  let travellers = 0
  /** Kiosks answered since a traveller's turn; no more are saved up, or a burst would follow. */
  let answered = 0
  let isLooking = false
  let overdue: NodeJS.Timeout | null = null

  const start = (): void => {
    if (overdue) clearTimeout(overdue)
    overdue = null
    const next = waiting.shift()
    if (!next) return
    answered = 0
    travellers++
    next.start()
    look()
  }
  // Requests that lie in their sockets are read before a look is taken: an idle moment between two kiosks is none.
  const look = (): void => {
    if (waiting.length === 0 || travellers >= MAX_AT_ONCE) return
    overdue ??= setTimeout(start, longestPauseMs)
    if (isLooking) return
    isLooking = true
    setImmediate(() => {
      isLooking = false
      if (waiting.length > 0 && travellers < MAX_AT_ONCE && (kiosks === 0 || answered === KIOSKS_PER_TRAVELLER)) start()
    })
  }
  const kiosk: Turns['kiosk'] = (work) => {
    kiosks++
    return always(work, () => {
      kiosks--
      answered = Math.min(KIOSKS_PER_TRAVELLER, answered + 1)
      look()
    })
  }
  const queue = (address: string | null): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ address, start: resolve })
      look()
    })
  const againFor = (address: string | null): Promise<void> => {
    travellers--
    return queue(address)
  }
  const traveller: Turns['traveller'] = async (work, address = null) => {
    if (isCrowded(waiting, address)) return null
    await queue(address)
    return always(
      () => work(() => againFor(address)),
      () => {
        travellers--
        look()
      },
    )
  }
  return { kiosk, traveller }
}

interface Waiting {
  readonly address: string | null
  readonly start: () => void
}

function isCrowded(waiting: readonly Waiting[], address: string | null): boolean {
  return waiting.length >= MAX_WAITING || (address !== null && waiting.filter((one) => one.address === address).length >= MOST_OF_ONE)
}

async function always<T>(work: () => Promise<T>, after: () => void): Promise<T> {
  try {
    return await work()
  } finally {
    after()
  }
}
