import type { Response } from 'express'
import type { GoOn } from '../../shared/rules/in-parts.ts'
import type { NextTurn } from './kiosks-first.ts'

/** Lets others go first, and stops where the caller hung up: nobody would read the answer. */
export function whileWanted(res: Response, nextTurn: NextTurn): GoOn {
  return async () => {
    if (res.closed) return false
    await nextTurn()
    return !res.closed
  }
}
