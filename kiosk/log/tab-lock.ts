const LOCK = 'chot-kiosk-log'
/** A page being reloaded lets go of its lock a moment after the new one asks. */
const TAKEN_AFTER_MS = 1000

/** Two tabs that append to one log would fork it. Resolves once this page alone holds the log, and holds it for life. */
export function holdLog(onTakenElsewhere: () => void): Promise<void> {
  const timer = setTimeout(onTakenElsewhere, TAKEN_AFTER_MS)
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(LOCK, () => {
        clearTimeout(timer)
        resolve()
        return new Promise<never>(() => undefined)
      })
      .catch(reject)
  })
}
