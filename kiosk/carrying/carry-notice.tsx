import { late } from '../ui/late.tsx'
import { MissingPart } from '../ui/missing-part.tsx'
import { carryNews, gathering } from './carry-state.ts'

const Words = late(() => import('./carry-words.tsx').then((part) => part.CarryWords), MissingPart)

/** Stands on screens that seldom have anything of it to say. */
export function CarryNotice() {
  return gathering.value || carryNews.value ? <Words /> : null
}
