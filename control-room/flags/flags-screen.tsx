import type { VNode } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { FLAG_CLASSES } from '../../shared/adjudication/finding.ts'
import type { BoardModel } from '../board/board-model.ts'
import { changeView, connection, failureText, language, openFlags, t } from '../control-state.ts'
import { FlagItem } from './flag-item.tsx'
import { FLAG_WORDS, type Names } from './flag-words.ts'
import { filterFlags, flagFailure, flagFilter, flags, loadFlags, nextFlags } from './flags-state.ts'

/** What re-adjudication found, newest first. A new count from the server brings the list up to date by itself. */
export function FlagsScreen({ model }: { readonly model: BoardModel }): VNode {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  useEffect(() => void loadFlags(), [openFlags.value, connection.value === 'live'])
  const names: Names = {
    checkpoint: (id) => model.checkpoints.find((one) => one.id === id)?.name[language.value] ?? id,
    zone: model.zone,
  }
  return (
    <section class="flags" aria-labelledby="flags-title" data-testid="flags">
      <div class="flags-head">
        <h2 id="flags-title" ref={title} tabIndex={-1}>
          {t('flags')}
        </h2>
        <button type="button" class="button" data-testid="flags-close" onClick={closeFlags}>
          {t('flags-close')}
        </button>
      </div>
      <p class="flags-about">{t('flags-about')}</p>
      <Filters model={model} />
      {flagFailure.value && (
        <div class="problem" role="alert">
          <p>{failureText(flagFailure.value)}</p>
          <button type="button" class="button" onClick={() => void loadFlags()}>
            {t('try-again')}
          </button>
        </div>
      )}
      <List names={names} />
    </section>
  )
}

function closeFlags(): void {
  changeView({ panel: null })
  requestAnimationFrame(() => document.getElementById('flags-button')?.focus())
}

function List({ names }: { readonly names: Names }): VNode | null {
  const list = flags.value
  if (list === null) return flagFailure.value ? null : <p role="status">{t('loading')}</p>
  if (list.length === 0) return <p role="status">{t(flagFilter.value.state === 'open' ? 'flags-none-open' : 'flags-none')}</p>
  return (
    <>
      <ul class="flag-list">
        {list.map((flag) => (
          <FlagItem key={flag.id} flag={flag} names={names} />
        ))}
      </ul>
      {nextFlags.value !== null && (
        <button type="button" class="button" onClick={() => void loadFlags('more')}>
          {t('flags-more')}
        </button>
      )}
    </>
  )
}

function Filters({ model }: { readonly model: BoardModel }): VNode {
  const filter = flagFilter.value
  const id = useId()
  return (
    <div class="flag-filters">
      <label for={`${id}-class`}>{t('flag-class')}</label>
      <select
        id={`${id}-class`}
        data-testid="flag-class"
        value={filter.class}
        onChange={(event) => filterFlags({ class: FLAG_CLASSES.find((known) => known === event.currentTarget.value) ?? '' })}
      >
        <option value="">{t('flags-all')}</option>
        {FLAG_CLASSES.map((known) => (
          <option key={known} value={known}>
            {FLAG_WORDS[known][language.value]}
          </option>
        ))}
      </select>
      <label for={`${id}-checkpoint`}>{t('checkpoint')}</label>
      <select
        id={`${id}-checkpoint`}
        data-testid="flag-checkpoint"
        value={filter.checkpoint}
        onChange={(event) => filterFlags({ checkpoint: event.currentTarget.value })}
      >
        <option value="">{t('flags-all')}</option>
        {model.checkpoints.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name[language.value]}
          </option>
        ))}
      </select>
      <label>
        <input
          type="checkbox"
          checked={filter.state === 'all'}
          onChange={(event) => filterFlags({ state: event.currentTarget.checked ? 'all' : 'open' })}
        />{' '}
        {t('flags-show-seen')}
      </label>
    </div>
  )
}
