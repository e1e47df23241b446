import { useState } from 'preact/hooks'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { FormInfo } from '../../shared/http/api.ts'
import { hasJourney } from '../draft/companion.ts'
import { type Draft, EMPTY_DRAFT } from '../draft/draft.ts'
import { checkpointIn, checkpointOfLink } from '../draft/trip-defaults.ts'
import { GROUP_HREF, stepHref } from '../site/route.ts'
import { fill } from '../texts/fill.ts'
import type { Catalogue } from '../texts/vi.ts'

type StartStepProps = {
  readonly draft: Draft
  readonly texts: Catalogue
  /** Of the address: the checkpoint that a link names goes along. */
  readonly search: string
} & (LiveStart | { readonly mode: 'plain' })

interface LiveStart {
  readonly mode: 'live'
  readonly language: Language
  /** Null while it is on its way. */
  readonly site: FormInfo | null
  readonly onRestart: () => void
  readonly onCompanion: () => void
}

/** What it is, what to have at hand, what it is for. A draft of before can be gone on with or thrown away. */
export function StartStep(props: StartStepProps) {
  const { draft, texts, search } = props
  const checkpoint = checkpointIn(search)
  const query = checkpoint === '' ? '' : `?checkpoint=${checkpoint}`
  const here = props.mode === 'live' && props.site ? checkpointOfLink(draft, { site: props.site, now: props.site.now, search }) : null
  const words = texts.start
  const isBegun = JSON.stringify(draft) !== JSON.stringify(EMPTY_DRAFT)
  return (
    <>
      <h1 tabIndex={-1}>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <a class="primary" href={stepHref(here ? 'traveller' : 'trip') + query} data-testid="next">
        {isBegun ? words.resume : words.begin}
      </a>
      {props.mode === 'live' && here && <TripOfLink checkpoint={here.name[props.language]} query={query} texts={texts} />}
      {props.mode === 'live' && hasJourney() && (
        <button type="button" class="quick strong" data-testid="companion" onClick={props.onCompanion}>
          {words.companion}
        </button>
      )}
      <p class="hint minutes">{words.minutes}</p>
      <p>
        <a href={GROUP_HREF} class="group-link" data-testid="group">
          {texts.group.open}
        </a>
      </p>
      <p>
        <a href="/checkpoint" class="group-link">
          {texts.site.checkpoints}
        </a>
      </p>
      <p>
        <a href="/find" class="group-link">
          {texts.site.lostCode}
        </a>
      </p>
      {isBegun && props.mode === 'live' && <Restart texts={texts} onRestart={props.onRestart} />}
      {import.meta.env.SSR && isBegun && props.mode === 'plain' && <PlainRestart texts={texts} />}
      <h2>{words.needTitle}</h2>
      <ul class="bullets">
        {words.need.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <p>{words.remember}</p>
      <h2>{words.whyTitle}</h2>
      <p>{words.why}</p>
      <p>{words.privacy}</p>
      <p class="notice">{texts.site.help}</p>
    </>
  )
}

interface TripOfLinkProps {
  readonly checkpoint: string
  /** Of the addresses that lead on. */
  readonly query: string
  readonly texts: Catalogue
}

/** Under the button, where it moves nothing that a drawn page showed: what the page that is passed over would ask. */
function TripOfLink({ checkpoint, query, texts }: TripOfLinkProps) {
  return (
    <>
      <div class="notice" data-testid="trip">
        <p>
          <strong>{fill(texts.start.trip, { checkpoint })}</strong>
        </p>
        <a href={stepHref('trip') + query}>{texts.start.otherTrip}</a>
      </div>
      <a class="button" href={`${stepHref('traveller')}${query}&scan=1`} data-testid="scan">
        {texts.idCard.scan}
      </a>
    </>
  )
}

function PlainRestart({ texts }: { readonly texts: Catalogue }) {
  return (
    <form method="post" action="/">
      <button type="submit" class="plain" name="go" value="restart">
        {texts.nav.restart}
      </button>
    </form>
  )
}

function Restart({ texts: { nav }, onRestart }: { readonly texts: Catalogue; readonly onRestart: () => void }) {
  const [isAsking, setAsking] = useState(false)
  if (!isAsking) {
    return (
      <button type="button" class="plain" data-testid="restart" onClick={() => setAsking(true)}>
        {nav.restart}
      </button>
    )
  }
  return (
    <div class="notice warn" role="alert">
      <p>{nav.restartConfirm}</p>
      <div class="buttons">
        <button type="button" class="primary" data-testid="restart-yes" onClick={onRestart}>
          {nav.restartYes}
        </button>
        <button type="button" class="plain" onClick={() => setAsking(false)}>
          {nav.restartNo}
        </button>
      </div>
    </div>
  )
}
