/** Work that can be laid down between two of its parts, so that others go first. */
export type InParts<T> = Generator<undefined, T, undefined>

/** Waits until others had their turn; no where nobody waits for the answer any more. */
export type GoOn = () => Promise<boolean>

/** In one part: as long as a few declarations take, far from what a kiosk's queue would notice. */
export const VERDICTS_AT_ONCE = 16

/** Where nobody else waits: on a phone, on a kiosk, at the command line. */
export function inOneGo<T>(work: InParts<T>): T {
  for (;;) {
    const part = work.next()
    if (part.done) return part.value
  }
}

/** The same answer, with others between its parts; null where it was given up. */
export async function inTurns<T>(work: InParts<T>, goOn: GoOn): Promise<T | null> {
  for (;;) {
    const part = work.next()
    if (part.done) return part.value
    if (!(await goOn())) return null
  }
}

/** One verdict for each item. */
export function* judgedInParts<T, R>(items: readonly T[], judge: (item: T) => R): InParts<readonly R[]> {
  const judged: R[] = []
  for (const item of items) {
    if (judged.length % VERDICTS_AT_ONCE === 0) yield
    judged.push(judge(item))
  }
  return judged
}
