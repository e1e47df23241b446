import { findHits } from '../../shared/lists/find-hits.ts'
import { webSlowHash } from '../bundle/web-slow-hash.ts'
import type { Situation } from '../scan/situation.ts'
import type { OpenCrossing } from './open-crossing.ts'

/** Which of its plates are on the watch-list now, typed ones too: nobody's code said them, so no verdict has asked. */
export async function watchedPlates(
  { plate, trailerPlate }: Pick<OpenCrossing, 'plate' | 'trailerPlate'>,
  { bundle, now }: Pick<Situation, 'bundle' | 'now'>,
): Promise<readonly string[]> {
  if (!bundle) return []
  const plates = [plate, trailerPlate].filter((each) => each !== null)
  const asked = await Promise.all(
    plates.map(async (each) => {
      const { watch } = await findHits({ credentials: [], passes: [], documents: [], plates: [each], employers: [] }, bundle.lists, webSlowHash)
      const isWatched = watch.state === 'known' && watch.value.some(({ from, to }) => from <= now && (to === null || now < to))
      return isWatched ? [each] : []
    }),
  )
  return asked.flat()
}
