import { useEffect, useRef } from 'preact/hooks'
import type { Catalogue } from '../texts/vi.ts'

export interface ShownError {
  readonly field: string
  readonly message: string
  /** The page on which the field is, where that is another one. */
  readonly href?: string
}

interface ErrorSummaryProps {
  readonly errors: readonly ShownError[]
  readonly texts: Catalogue
}

/** First on the page, and focus moves to it each time a press of the button finds errors (a new list). */
export function ErrorSummary({ errors, texts }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabIndex={-1} ref={box} data-testid="error-summary">
      <h2>{texts.nav.errorTitle}</h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.field} ${error.message}`}>
            <a href={error.href ?? `#${error.field}`} onClick={error.href ? undefined : (event) => focusField(event, error.field)}>
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function focusField(event: Event, name: string) {
  event.preventDefault()
  const target = document.getElementById(name)
  target?.scrollIntoView({ block: 'center' })
  target?.focus()
}
