import type { Preview } from '../../shared/rules/preview-verdict.ts'

/** `failed`: neither the server nor this device could say; the checkpoint will. */
export type PreviewState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly preview: Preview; readonly by: 'server' | 'device' }
