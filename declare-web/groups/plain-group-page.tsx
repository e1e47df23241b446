import type { ComponentChildren } from 'preact'
import type { LaneWait } from '../../shared/http/plain-pages.ts'
import { ErrorSummary, type ShownError } from '../form/error-summary.tsx'
import type { Form, StepProps } from '../form/form.ts'
import { LaneNotice } from '../plain/lane-notice.tsx'
import { plainWordsIn } from '../plain/plain-words.ts'
import { GROUP_HREF } from '../site/route.ts'
import { fill } from '../texts/fill.ts'
import { type GroupRow, MAX_ROWS } from './group-rows.ts'
import { Journey } from './journey.tsx'
import { BadRows, CodeList, entryOfIssued, GoodRows, type IssuedRow, issuedAsEntry } from './row-lists.tsx'

/** What a press came to. */
export interface GroupShown {
  readonly errors?: readonly ShownError[]
  readonly list?: string
  readonly trouble?: 'tooLarge' | 'noFile' | 'empty' | 'noHeadings' | 'tooMany' | 'tooLong'
  readonly rows?: readonly GroupRow[]
  readonly issued?: readonly IssuedRow[]
  readonly isSent?: boolean
  readonly isConsentMissing?: boolean
  readonly lane?: LaneWait
  readonly waitMinutes?: number
}

interface PlainGroupProps {
  readonly form: Form
  readonly shown: GroupShown
}

/** A group where no script runs: what the last press came to stands first, the journey and the list to be mended below. */
export function PlainGroupPage({ form, shown }: PlainGroupProps) {
  const words = form.texts.group
  const { issued = [], rows = [], isSent = false } = shown
  const isAllSent = isSent && rows.length === 0
  return (
    <>
      <ErrorSummary errors={shown.errors ?? []} texts={form.texts} />
      <h1 tabIndex={-1}>{words.title}</h1>
      {issued.length > 0 ? <CodeList form={form} rows={issued} /> : <p class="lead">{fill(words.lead, { max: MAX_ROWS })}</p>}
      {isAllSent ? <Another form={form} /> : <Questions form={form} shown={shown} />}
    </>
  )
}

function Another({ form }: StepProps) {
  return (
    <p>
      <a href={GROUP_HREF}>{plainWordsIn(form.language).another}</a>
    </p>
  )
}

function Questions({ form, shown }: PlainGroupProps) {
  const { issued = [] } = shown
  return (
    <form method="post" action={GROUP_HREF} encType="multipart/form-data" noValidate>
      <button type="submit" class="hidden" name="go" value="read" tabIndex={-1} aria-hidden="true" />
      {issued.map((row) => (
        <input key={row.issued.reference} type="hidden" name={entryOfIssued} value={issuedAsEntry(row)} />
      ))}
      {shown.lane && <LaneNotice lane={shown.lane} language={form.language} />}
      {shown.waitMinutes !== undefined && (
        <p class="notice warn" role="alert" data-testid="busy">
          {fill(plainWordsIn(form.language).busy, { minutes: shown.waitMinutes })}
        </p>
      )}
      <Trouble form={form} shown={shown} />
      {shown.rows && shown.rows.length > 0 && <Result form={form} shown={shown} rows={shown.rows} />}
      {shown.rows === undefined ? (
        <Journey form={form} />
      ) : (
        <details class="milder">
          <summary>{form.texts.group.journey}</summary>
          <Journey form={form} />
        </details>
      )}
      <List form={form} shown={shown} />
    </form>
  )
}

function Trouble({ form, shown: { trouble } }: PlainGroupProps) {
  const own = plainWordsIn(form.language)
  if (trouble === undefined) return null
  return (
    <p class="notice warn" role="alert">
      {fill(trouble === 'tooLong' ? own.tooLong : form.texts.group[trouble], { max: MAX_ROWS })}{' '}
      <a href={trouble === 'tooLong' ? '#group-file' : '#group-list'}>{trouble === 'tooLong' ? own.chooseAgain : own.mendHere}</a>
    </p>
  )
}

function Result({ form, shown, rows }: PlainGroupProps & { readonly rows: readonly GroupRow[] }) {
  const words = form.texts.group
  const own = plainWordsIn(form.language)
  const good = rows.filter(({ errors }) => errors.length === 0)
  const bad = rows.filter(({ errors }) => errors.length > 0)
  return (
    <section aria-labelledby="group-result" data-testid="group-rows">
      <h2 id="group-result">{shown.isSent ? words.list : own.resultTitle}</h2>
      {shown.isSent ? (
        <p class="notice">{own.rest}</p>
      ) : (
        <p role="status" class={bad.length === 0 ? 'complete' : 'notice'}>
          {fill(words.good, { good: good.length, bad: bad.length })}
        </p>
      )}
      <BadRows form={form} rows={bad} />
      {bad.length > 0 && (
        <p>
          <a href="#group-list">{own.mendHere}</a>
        </p>
      )}
      <GoodRows form={form} rows={good} />
      {good.length > 0 && (
        <Send form={form} shown={shown}>
          {fill(words.send, { good: good.length })}
        </Send>
      )}
    </section>
  )
}

function Send({ form, shown, children }: PlainGroupProps & { readonly children: ComponentChildren }) {
  const words = form.texts.group
  return (
    <>
      <div class="choice">
        <input type="checkbox" id="group-consent" name="consent" value="yes" checked={shown.lane !== undefined || shown.waitMinutes !== undefined} />
        <label for="group-consent">{words.consent}</label>
      </div>
      {shown.isConsentMissing && (
        <p class="error" role="alert">
          {words.consentNeeded}
        </p>
      )}
      <button type="submit" class="primary wide" name="go" value="send" data-testid="send-group">
        {children}
      </button>
    </>
  )
}

function List({ form, shown }: PlainGroupProps) {
  const words = form.texts.group
  return (
    <>
      <h2>{words.list}</h2>
      <p>
        <a class="button" href={`${GROUP_HREF}/template.csv`} data-testid="template">
          {words.template}
        </a>
      </p>
      <p class="hint">{words.templateHint}</p>
      <div class="field">
        <label class="label" for="group-file">
          {words.file}
        </label>
        <input class="input" id="group-file" name="file" type="file" accept=".csv,.txt,.xlsx" />
      </div>
      <div class="field">
        <label class="label" for="group-list">
          {words.paste}
        </label>
        <p class="hint" id="group-list-hint">
          {plainWordsIn(form.language).listHint}
        </p>
        <textarea class="input" id="group-list" name="list" rows={8} aria-describedby="group-list-hint" value={shown.list ?? ''} />
      </div>
      <button type="submit" class="quick strong" name="go" value="read" data-testid="read-list">
        {words.read}
      </button>
    </>
  )
}
