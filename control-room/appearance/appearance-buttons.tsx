import type { VNode } from 'preact'
import { language, t, theme } from '../control-state.ts'

/** Each button names what it changes to; the language one in that language. */
export function AppearanceButtons(): VNode {
  const other = language.value === 'vi' ? 'en' : 'vi'
  return (
    <div class="appearance">
      <button type="button" class="button" lang={other} data-testid="language" onClick={() => (language.value = other)}>
        {t('language')}
      </button>
      <button type="button" class="button" data-testid="theme" onClick={() => (theme.value = theme.value === 'wall' ? 'light' : 'wall')}>
        {t(theme.value === 'wall' ? 'theme-light' : 'theme-wall')}
      </button>
    </div>
  )
}
