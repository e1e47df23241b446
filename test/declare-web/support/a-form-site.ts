import { vi } from '../../../declare-web/texts/vi.ts'
import { DEFAULT_ZONE } from '../../../shared/time.ts'
import { aCheckpoint, DECLARED_AT } from '../../support/a-declaration.ts'
import { testAreas } from '../../support/areas.ts'

/** What the form is told of an installation with one checkpoint. */
export const FORM_SITE = {
  demo: true,
  now: DECLARED_AT,
  zone: DEFAULT_ZONE,
  divisions: [],
  sites: [],
  checkpoints: [aCheckpoint('bach-dang')],
}

/** By what a draft is judged there, in Vietnamese. */
export const JUDGING = { site: FORM_SITE, areas: testAreas(), now: DECLARED_AT, language: 'vi', texts: vi } as const
