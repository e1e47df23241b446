import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { StepProps } from '../form/form.ts'
import type { LateParts } from './late-parts.ts'

let loaded: Partial<LateParts> = {}

export function haveParts(parts: Partial<LateParts>): void {
  loaded = { ...loaded, ...parts }
}

/** False where it did not come; asking again is always right. */
export async function loadAskedOfSome(): Promise<boolean> {
  return take(import('./asked-of-some.ts').then(({ ASKED_OF_SOME }) => ASKED_OF_SOME))
}

/** How a preview looks that has reasons or duties to tell. */
export async function loadVerdictReport(): Promise<boolean> {
  return take(import('../preview/verdict-report.tsx'))
}

async function take(coming: Promise<Partial<LateParts>>): Promise<boolean> {
  try {
    haveParts(await coming)
    return true
  } catch {
    // No network, and not kept yet: whoever needs it is told.
    return false
  }
}

type LateProps = StepProps & {
  /** The way back without this part: it stands also where the part does not come. */
  readonly children?: ComponentChildren
}

/** A part of a page that comes when it is first to be drawn, and is drawn at once from then on. */
export function late<P extends LateProps>(
  pick: (parts: Partial<LateParts>) => ComponentType<P> | undefined,
  load = loadAskedOfSome,
): ComponentType<P> {
  return (props: P) => {
    const [isLost, setLost] = useState(false)
    const [, redraw] = useState(0)
    const Part = pick(loaded)
    const ask = () => {
      setLost(false)
      void load().then((isHere) => (isHere ? redraw(1) : setLost(true)))
    }
    useEffect(() => {
      if (!Part) ask()
    }, [])
    if (Part) return <Part {...props} />
    const { site } = props.form.texts
    return (
      <div class="card">
        <p role="status">{isLost ? site.loadFailedHelp : site.loading}</p>
        {isLost && (
          <button type="button" class="quick strong" data-testid="retry" onClick={ask}>
            {site.retry}
          </button>
        )}
        {props.children}
      </div>
    )
  }
}
