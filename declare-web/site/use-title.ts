import { useEffect } from 'preact/hooks'
import type { Catalogue } from '../texts/vi.ts'

/** What the window, a bookmark and a screen reader call the page that is shown now. */
export function useTitle(title: string, { site }: Catalogue): void {
  useEffect(() => {
    document.title = `${title} - ${site.name}`
  })
}
