import { useEffect, useRef, useState } from 'preact/hooks'
import { type Draft, EMPTY_DRAFT } from '../draft/draft.ts'
import { judgeAnswers } from '../draft/judge-draft.ts'
import { ErrorSummary, type ShownError } from '../form/error-summary.tsx'
import type { Form, StepProps } from '../form/form.ts'
import { placeFinder } from '../form/place-finder.ts'
import { TextField } from '../form/text-field.tsx'
import { DestinationStep } from '../steps/destination-step.tsx'
import { MeansStep } from '../steps/means-step.tsx'
import { PurposeStep } from '../steps/purpose-step.tsx'
import { TripStep } from '../steps/trip-step.tsx'
import { fill } from '../texts/fill.ts'
import { templateText } from './columns.ts'
import { type GroupRead, groupRows, MAX_ROWS } from './group-rows.ts'
import { GroupSending } from './group-sending.tsx'
import { readDelimited, type Table } from './read-delimited.ts'
import { textOfBytes } from './read-text.ts'
import { readWorkbook } from './read-workbook.ts'

/** A file beyond this is refused unread: a list of sixty has some ten thousand letters. */
const MAX_FILE_BYTES = 2_000_000

type Trouble = 'tooLarge' | 'noFile' | 'empty' | 'noHeadings' | 'tooMany'

/** One journey, many persons: its questions once, then a list that is judged line by line. */
export function GroupPage({ form }: StepProps) {
  const { texts } = form
  const words = texts.group
  const [errors, setErrors] = useState<readonly ShownError[]>([])
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [read, setRead] = useState<Extract<GroupRead, { readonly kind: 'read' }> | null>(null)
  const here: Form = { ...form, errorOf: (name) => errors.find(({ field }) => field === name)?.message ?? null }
  useEffect(() => {
    document.title = `${words.title} - ${texts.site.name}`
  }, [words])
  const take = (table: Table | null) => {
    const faults = journeyErrors(form)
    setErrors(faults)
    setRead(null)
    setTrouble(null)
    if (faults.length > 0) return
    if (table === null) return setTrouble('noFile')
    const found = groupRows(table, contextOf(form))
    if (found.kind === 'read') setRead(found)
    else setTrouble(({ empty: 'empty', 'no-headings': 'noHeadings', 'too-many': 'tooMany' } as const)[found.kind])
  }
  return (
    <>
      <ErrorSummary errors={errors} texts={texts} />
      <h1 tabIndex={-1}>{words.title}</h1>
      <p class="lead">{fill(words.lead, { max: MAX_ROWS })}</p>
      <Journey form={here} />
      <h2>{words.list}</h2>
      <Template form={form} />
      <ListInputs form={form} onTable={take} onTooLarge={() => setTrouble('tooLarge')} />
      {trouble && (
        <p class="notice warn" role="alert">
          {fill(words[trouble], { max: MAX_ROWS })}
        </p>
      )}
      {read && <GroupSending key={JSON.stringify(read.rows.map(({ draft }) => draft.name))} form={form} rows={read.rows} />}
    </>
  )
}

function Journey({ form }: StepProps) {
  const { draft, change, texts } = form
  const words = texts.traveller
  return (
    <>
      <h2>{texts.group.journey}</h2>
      <TripStep form={form} />
      <DestinationStep form={form} />
      <MeansStep form={form} />
      <PurposeStep form={form} />
      <h2>{texts.group.maker}</h2>
      <TextField
        field={{ form, name: 'proxyName', label: words.proxyName }}
        value={draft.proxyName}
        autocomplete="name"
        onInput={(proxyName) => change({ proxyName, forWhom: 'other' })}
      />
      <TextField
        field={{ form, name: 'proxyPhone', label: words.proxyPhone }}
        value={draft.proxyPhone}
        kind="tel"
        autocomplete="tel"
        width="middle"
        onInput={(proxyPhone) => change({ proxyPhone, forWhom: 'other' })}
      />
    </>
  )
}

/** Made on the device: a link to it works offline too. */
function Template({ form }: StepProps) {
  const words = form.texts.group
  const save = () => {
    const url = URL.createObjectURL(new Blob([templateText(form.language)], { type: 'text/csv' }))
    const link = document.createElement('a')
    link.href = url
    link.download = form.language === 'vi' ? 'danh-sach-doan.csv' : 'group.csv'
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }
  return (
    <>
      <button type="button" class="quick" data-testid="template" onClick={save}>
        {words.template}
      </button>
      <p class="hint">{words.templateHint}</p>
    </>
  )
}

interface ListInputsProps {
  readonly form: Form
  readonly onTable: (table: Table | null) => void
  readonly onTooLarge: () => void
}

function ListInputs({ form, onTable, onTooLarge }: ListInputsProps) {
  const words = form.texts.group
  const [pasted, setPasted] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const open = async (file: File) => {
    if (file.size > MAX_FILE_BYTES) return onTooLarge()
    const bytes = new Uint8Array(await file.arrayBuffer())
    const isPacked = bytes[0] === 0x50 && bytes[1] === 0x4b
    onTable(isPacked ? await readWorkbook(bytes) : readDelimited(textOfBytes(bytes)))
  }
  const press = () => {
    const [file] = input.current?.files ?? []
    if (pasted.trim() === '' && file) open(file).catch(() => onTable(null))
    else onTable(readDelimited(pasted))
  }
  return (
    <>
      <div class="field">
        <label class="label" for="group-file">
          {words.file}
        </label>
        <input class="input" id="group-file" type="file" accept=".csv,.txt,.xlsx" ref={input} onChange={press} />
      </div>
      <div class="field">
        <label class="label" for="group-list">
          {words.paste}
        </label>
        <textarea
          class="input"
          id="group-list"
          rows={5}
          value={pasted}
          onInput={(event) => setPasted(event.currentTarget.value.slice(0, MAX_FILE_BYTES))}
        />
      </div>
      <button type="button" class="quick strong" data-testid="read-list" onClick={press}>
        {words.read}
      </button>
    </>
  )
}

const JOURNEY_STEPS = ['trip', 'destination', 'means', 'purpose']
const MAKER_FIELDS = ['proxyName', 'proxyPhone']

/** Of the questions asked here; those of persons are the rows' own. */
function journeyErrors(form: Form): readonly ShownError[] {
  const { errors } = judgeAnswers({ ...form.draft, forWhom: 'other' }, form)
  return errors.filter(({ step, field }) => JOURNEY_STEPS.includes(step) || MAKER_FIELDS.includes(field))
}

function contextOf(form: Form) {
  const { draft, site, areas, now, language, texts, today } = form
  const journey: Draft = { ...draft, stops: isWhole(draft) ? draft.stops : EMPTY_DRAFT.stops }
  return { site, areas, now, language, texts, today, journey, find: placeFinder({ areas, site, language }).find }
}

/** A half-told journey of whoever makes the list is nobody's. */
function isWhole({ stops, adding }: Draft): boolean {
  return adding === null && stops.length > 0
}
