import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { FormInfo } from '../../shared/http/api.ts'
import type { CheckpointId } from '../../shared/ids.ts'

/** The checkpoint's name; its id while the site's facts are still on their way, or where it has been closed since. */
export function passCheckpoint(issued: { readonly checkpoint: CheckpointId }, site: FormInfo | null, language: Language): string {
  return site?.checkpoints.find(({ id }) => id === issued.checkpoint)?.name[language] ?? issued.checkpoint
}
