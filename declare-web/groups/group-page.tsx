import { useRef, useState } from 'preact/hooks'
import { ErrorSummary, type ShownError } from '../form/error-summary.tsx'
import type { Form, StepProps } from '../form/form.ts'
import { placeFinder } from '../form/place-finder.ts'
import { useTitle } from '../site/use-title.ts'
import { fill } from '../texts/fill.ts'
import { templateText } from './columns.ts'
import { type GroupRead, groupRows, MAX_ROWS } from './group-rows.ts'
import { GroupSending } from './group-sending.tsx'
import { groupContext, Journey, journeyErrors } from './journey.tsx'
import { readDelimited, type Table } from './read-delimited.ts'
import { textOfBytes } from './read-text.ts'
import { readWorkbook } from './read-workbook.ts'
import { CodeList } from './row-lists.tsx'
import type { Codes } from './send-group.ts'

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
  const [reading, setReading] = useState(0)
  const [codes, setCodes] = useState<Codes>(new Map())
  const here: Form = { ...form, errorOf: (name) => errors.find(({ field }) => field === name)?.message ?? null }
  useTitle(words.title, texts)
  const take = (table: Table | null) => {
    const faults = journeyErrors(form)
    setErrors(faults)
    setRead(null)
    setTrouble(null)
    if (faults.length > 0) return
    if (table === null) return setTrouble('noFile')
    const found = groupRows(table, groupContext(form, placeFinder(form).find))
    setReading((nth) => nth + 1)
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
      {read && (
        <GroupSending
          key={reading}
          form={form}
          rows={read.rows}
          codes={codes}
          onCodes={(fresh) => setCodes((held) => new Map([...held, ...fresh]))}
        />
      )}
      {codes.size > 0 && <CodeList form={form} rows={[...codes.values()]} />}
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
