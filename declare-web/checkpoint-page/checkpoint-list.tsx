import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { CheckpointPage } from '../../shared/http/api.ts'
import { passWordsIn } from '../pass/pass-words.ts'
import { pageWordsIn } from '../plain/page-words.ts'
import { fill } from '../texts/fill.ts'

interface CheckpointListProps {
  readonly pages: readonly CheckpointPage[]
  readonly language: Language
}

/** All checkpoints at a glance, those that are open first. */
export function CheckpointList({ pages, language }: CheckpointListProps) {
  const words = pageWordsIn(language).place
  const open = pages.filter(({ state }) => state === 'open')
  const closed = pages.filter(({ state }) => state !== 'open')
  return (
    <article class="place">
      <h1 tabIndex={-1}>{words.listTitle}</h1>
      {open.length > 0 && <h2>{words.listOpen}</h2>}
      <Checkpoints pages={open} language={language} />
      {closed.length > 0 && <h2>{words.listClosed}</h2>}
      <Checkpoints pages={closed} language={language} />
      <p>
        <a class="button primary" href="/">
          {words.listDeclare}
        </a>
      </p>
      <p>
        <a href="/find">{passWordsIn(language).find}</a>
      </p>
    </article>
  )
}

function Checkpoints({ pages, language }: CheckpointListProps) {
  return (
    <ul class="place-list-all">
      {pages.map(({ checkpoint, state, waitMinutes }) => (
        <li key={checkpoint.id}>
          <a href={`/checkpoint/${checkpoint.id}`}>{checkpoint.name[language]}</a>
          <span class="hint">{state === 'open' ? waitOf(waitMinutes, language) : pageWordsIn(language).place[state]}</span>
        </li>
      ))}
    </ul>
  )
}

function waitOf(waitMinutes: CheckpointPage['waitMinutes'], language: Language): string {
  const words = pageWordsIn(language).place
  return waitMinutes ? fill(words.listWait, { from: waitMinutes.from, to: waitMinutes.to }) : words.listUnknown
}
