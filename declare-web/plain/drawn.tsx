import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { PageRequest } from '../../shared/http/plain-pages.ts'
import { en } from '../texts/en.ts'
import { type Catalogue, vi } from '../texts/vi.ts'
import { PlainDocument } from './plain-document.tsx'

/** A whole page around that body. */
export function drawn(request: PageRequest, title: string, body: VNode) {
  const texts = textsOf(request.language)
  const html = renderToString(
    <PlainDocument texts={texts} site={request.site} path={request.path}>
      {body}
    </PlainDocument>,
  )
  return { kind: 'page', status: 200, title: `${title} - ${texts.site.name}`, html } as const
}

export function textsOf(language: Language): Catalogue {
  return language === 'en' ? en : vi
}
