import { REPORT_PARTS } from '../preview/report-parts.ts'
import { ASKED_OF_SOME } from './asked-of-some.ts'

/** What a live page loads late, together: the server has all of it at hand. */
export const LATE_PARTS = { ...ASKED_OF_SOME, ...REPORT_PARTS } as const
export type LateParts = typeof LATE_PARTS
