import type { ComponentChildren } from 'preact'
import type { FormInfo } from '../../shared/http/api.ts'
import { formatLocal } from '../../shared/time.ts'
import { fill } from '../texts/fill.ts'
import { LANGUAGES } from '../texts/languages.ts'
import type { Catalogue } from '../texts/vi.ts'

interface PlainDocumentProps {
  readonly texts: Catalogue
  readonly site: FormInfo
  /** Of this page, with the query that it cannot do without. */
  readonly path: string
  readonly children: ComponentChildren
}

/** What stands around every page drawn by the server; where JavaScript runs, the live page takes its place. */
export function PlainDocument({ texts, site, path, children }: PlainDocumentProps) {
  const clock = formatLocal(site.now, site.zone)
  return (
    <>
      <a class="skip" href="#main">
        {texts.site.skip}
      </a>
      <header>
        <div class="masthead">
          <a class="home" href="/">
            {texts.site.name}
          </a>
          <nav class="languages" aria-label={texts.site.language}>
            {LANGUAGES.map(({ code, name }) => (
              <a
                key={code}
                lang={code}
                href={`${path}${path.indexOf('?') < 0 ? '?' : '&'}lang=${code}`}
                aria-current={texts.languageName === name ? 'true' : undefined}
              >
                {name}
              </a>
            ))}
          </nav>
        </div>
        {site.demo && (
          <p class="banner demo">
            <strong>{texts.site.demo}</strong> {fill(texts.site.demoClock, clock)}
          </p>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
