import type { PartName } from '../../shared/bundle/bundle.ts'
import type { Texts } from '../../shared/checkpoints/checkpoint.ts'

/** What a bundle is made of, in an officer's words. */
export const PART_TEXTS: { readonly [part in PartName]: Texts } = {
  keys: { vi: 'Khóa', en: 'Keys' },
  rules: { vi: 'Quy định', en: 'Rules' },
  zones: { vi: 'Vùng', en: 'Zones' },
  areas: { vi: 'Địa danh', en: 'Areas' },
  revocations: { vi: 'Mã bị thu hồi', en: 'Revoked codes' },
  'watch-list': { vi: 'Danh sách theo dõi', en: 'Watch-list' },
  checkpoint: { vi: 'Chốt này', en: 'This checkpoint' },
  officers: { vi: 'Cán bộ', en: 'Officers' },
  lists: { vi: 'Danh sách', en: 'Lists' },
  policy: { vi: 'Chính sách', en: 'Policy' },
}
