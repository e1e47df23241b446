import type { Language } from '../../shared/checkpoints/checkpoint.ts'

/** Each language by its own name. */
export const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
  { code: 'vi', name: 'Tiếng Việt' },
  { code: 'en', name: 'English' },
]
