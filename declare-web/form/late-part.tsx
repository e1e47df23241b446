import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { StepProps } from './form.ts'

type LateProps = StepProps & {
  /** The way back without this part: it stands also where the part does not come. */
  readonly children?: ComponentChildren
}

/** A part of a page that comes when it is first to be drawn, and is drawn at once from then on. `load` is false where it did not come. */
export function latePart<P extends LateProps>(pick: () => ComponentType<P> | undefined, load: () => Promise<boolean>): ComponentType<P> {
  return (props: P) => {
    const [isLost, setLost] = useState(false)
    const [, redraw] = useState(0)
    const Part = pick()
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

/** Without a network, and not kept yet, it does not: whoever needs it is told, and asking again is always right. */
export function hasCome(coming: Promise<unknown>): Promise<boolean> {
  return coming.then(
    () => true,
    () => false,
  )
}
