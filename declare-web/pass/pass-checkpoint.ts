import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { FormInfo, IssuedDeclaration } from '../../shared/http/api.ts'

/** The checkpoint's name; its id while the site's facts are still on their way, or where it has been closed since. */
export function passCheckpoint(issued: IssuedDeclaration, site: FormInfo | null, language: Language): string {
  return site?.checkpoints.find(({ id }) => id === issued.checkpoint)?.name[language] ?? issued.checkpoint
}
