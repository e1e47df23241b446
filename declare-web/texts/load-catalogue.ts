import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { Catalogue } from './vi.ts'

/** One language, as one file whose content never changes: other languages cost nobody anything. Null without a network. */
export async function loadCatalogue(language: Language): Promise<Catalogue | null> {
  if (import.meta.env.DEV) return language === 'en' ? (await import('./en.ts')).en : (await import('./vi.ts')).vi
  try {
    const response = await fetch(catalogueUrl(language))
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}

/** Where the build put each catalogue: it wrote that into `<html data-texts>`. */
function catalogueUrl(language: Language): string {
  const urls: { readonly [language: string]: string | undefined } = JSON.parse(document.documentElement.dataset.texts ?? '{}')
  return urls[language] ?? ''
}
