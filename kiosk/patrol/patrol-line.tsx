import { bundle, language } from '../kiosk-state.ts'
import { t } from '../texts/kiosk-texts.ts'
import { Icon } from '../ui/icons.tsx'
import { shortPlaceName } from '../ui/place-names.ts'
import { patrol } from './patrol.ts'

/** Over the picture while a patrol is under way: what will be written with the next passage. */
export function PatrolLine() {
  if (patrol.value.kind === 'off') return null
  return (
    <p class="patrol-line" data-testid="patrol" data-kind={patrol.value.kind}>
      <Icon name="patrol" /> <PatrolWords />
    </p>
  )
}

export function PatrolWords() {
  const now = patrol.value
  switch (now.kind) {
    case 'off':
      return <>{t('patrolOff')}</>
    case 'seeking':
      return <>{t('patrolSeeking')}</>
    case 'no-position':
      return <>{t('patrolNoPosition')}</>
    case 'place':
      return <>{bundle.value ? shortPlaceName(now.place, bundle.value) : now.place}</>
    case 'position': {
      const { latitude, longitude, withinMetres } = now.fix
      return (
        <>
          {degrees(latitude)}, {degrees(longitude)} ±{withinMetres} m
        </>
      )
    }
  }
}

function degrees(scaled: number): string {
  return (scaled / 1e5).toLocaleString(language.value, { minimumFractionDigits: 5, maximumFractionDigits: 5 })
}
