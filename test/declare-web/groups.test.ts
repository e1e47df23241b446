import { describe, expect, it } from 'vitest'
import { type Draft, EMPTY_DRAFT, EMPTY_STOP, EMPTY_TEST } from '../../declare-web/draft/draft.ts'
import { placeFinder } from '../../declare-web/form/place-finder.ts'
import { columnsOf, templateText } from '../../declare-web/groups/columns.ts'
import { type GroupContext, groupRows } from '../../declare-web/groups/group-rows.ts'
import { readDelimited } from '../../declare-web/groups/read-delimited.ts'
import { textOfBytes } from '../../declare-web/groups/read-text.ts'
import { readWorkbook } from '../../declare-web/groups/read-workbook.ts'
import { writeTable } from '../../declare-web/groups/write-table.ts'
import { vi } from '../../declare-web/texts/vi.ts'
import { readDemoSeeds } from '../../server/seed/read-seeds.ts'
import { DEFAULT_ZONE } from '../../shared/time.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'
import { zip } from '../support/zip.ts'

const areas = testAreas()
const { checkpoints } = readDemoSeeds('seeds')
const site = { demo: true, now: DECLARED_AT, zone: DEFAULT_ZONE, divisions: [], sites: [], checkpoints }

const context: GroupContext = {
  site,
  areas,
  now: DECLARED_AT,
  today: '2021-02-17',
  language: 'vi',
  texts: vi,
  find: placeFinder({ areas, site, language: 'vi', texts: vi }).find,
  journey: {
    ...EMPTY_DRAFT,
    checkpoint: 'bach-dang',
    arrivalDate: '2021-02-17',
    arrivalHour: 'now',
    destination: '2021:306673',
    stayAt: 'home',
    homePossible: 'yes',
    means: 'coach',
    purpose: 'tourism',
    proxyName: 'Trần Thị Trưởng Đoàn',
    proxyPhone: '0987654321',
  },
}

const HEAD = 'Họ và tên;Ngày sinh;Giới tính;Quốc tịch;Số giấy tờ;Điện thoại;Nơi thường trú;Nơi ở 15 ngày qua;Ngành nghề;Dấu hiệu bệnh;Tiếp xúc'
const GOOD = 'Nguyễn Văn Mẫu;27/03/1985;Nam;Việt Nam;022085000199;0912345678;Bãi Cháy, Hạ Long, Quảng Ninh;ở nhà;Vận tải;Không;Không'

function read(...lines: readonly string[]) {
  return readFor({}, ...lines)
}

/** With that answered besides by who makes the list. */
function readFor(own: Partial<Draft>, ...lines: readonly string[]) {
  const found = groupRows(readDelimited([HEAD, ...lines].join('\n')), { ...context, journey: { ...context.journey, ...own } })
  if (found.kind !== 'read') throw new Error(found.kind)
  return found.rows
}

/** One cell of the good row replaced. */
function errorsWith(column: number, text: string): string {
  const cells = GOOD.split(';')
  cells[column] = text
  return read(cells.join(';'))[0]?.errors.join(' | ') ?? ''
}

describe('a list', () => {
  it('of good rows has nothing to mend, and each is a declaration by proxy', () => {
    const [row] = read(GOOD)
    expect(row?.errors).toEqual([])
    expect(row?.draft).toMatchObject({
      forWhom: 'other',
      permanentPlace: '2021:306673',
      sector: 'transport',
      symptoms: ['none'],
      documentKind: 'citizen-id',
    })
    expect(row?.draft.stops).toEqual([expect.objectContaining({ place: '2021:306673', from: '2021-02-03', to: '2021-02-17' })])
  })

  it('takes the journey from who makes it, and nothing that is their own: no test, no dose, no health, no work', () => {
    const date = { day: '16', month: '2', year: '2021' }
    const own: Partial<Draft> = {
      name: 'Trần Thị Trưởng Đoàn',
      birth: { day: '1', month: '1', year: '1980' },
      sex: 'female',
      documentNumber: '022180000123',
      phone: '0987654321',
      sector: 'health',
      employer: 'Bệnh viện Thử',
      symptoms: ['none'],
      exposures: ['none'],
      tests: [{ ...EMPTY_TEST, result: 'negative', sampled: date }],
      doses: [{ product: 'Thử', given: date }],
      previewed: '{}',
      revised: true,
      adding: EMPTY_STOP,
    }
    const [row] = readFor(own, 'Nguyễn Văn Mẫu;;;;;;;;;;')
    expect(row?.draft).toMatchObject({
      birth: { day: '', month: '', year: '' },
      sex: '',
      documentNumber: '',
      sector: '',
      employer: '',
      permanentPlace: '',
    })
    expect(row?.draft).toMatchObject({ symptoms: [], exposures: [], tests: [], doses: [], previewed: null, revised: false, adding: null })
    expect(row?.draft).toMatchObject({ means: 'coach', checkpoint: 'bach-dang', proxyName: 'Trần Thị Trưởng Đoàn', phone: '0987654321' })
  })

  it('takes each person’s own days and number; who says nothing of their days was where the group was', () => {
    const stops = [{ ...EMPTY_STOP, place: '2021:200193', from: '2021-02-03', to: '2021-02-17' }]
    const [own, silent] = readFor({ stops }, GOOD, GOOD.replace('ở nhà', ''))
    expect([own?.draft.stops[0]?.place, silent?.draft.stops, own?.draft.phone]).toEqual(['2021:306673', stops, '0912345678'])
  })

  it('takes a foreign number for a passport of that country, and fills up none but a card’s lost zero', () => {
    const [foreign] = read(GOOD.replace('Việt Nam', 'Hàn Quốc').replace('022085000199', 'M12345678'))
    expect(foreign?.draft).toMatchObject({ documentKind: 'passport', documentCountry: 'KR', documentNumber: 'M12345678' })
    expect(read(GOOD.replace('022085000199', '2208500019'))[0]?.draft.documentNumber).toBe('2208500019')
  })

  it('with 58 wrong rows of 60 keeps the two good ones, and says of each wrong one its line and what to do', () => {
    const wrong = Array.from({ length: 58 }, (_, at) => GOOD.replace('022085000199', at % 2 === 0 ? '12' : '022086000199'))
    const rows = read(GOOD, ...wrong, GOOD)
    expect(rows.filter(({ errors }) => errors.length === 0).map(({ line }) => line)).toEqual([2, 61])
    expect(rows[1]?.errors).toEqual([vi.faults['citizen-id-format']])
    expect(rows[2]?.errors.join()).toContain('1986')
  })

  it('of 60 is taken and of 61 refused', () => {
    const lines = (count: number) => readDelimited([HEAD, ...Array.from({ length: count }, () => GOOD)].join('\n'))
    expect(groupRows(lines(60), context).kind).toBe('read')
    expect(groupRows(lines(61), context).kind).toBe('too-many')
  })

  it('without a name column, or without a row, is no list', () => {
    expect(groupRows(readDelimited('a;b\n1;2'), context).kind).toBe('no-headings')
    expect(groupRows(readDelimited(HEAD), context).kind).toBe('empty')
    expect(groupRows(readDelimited(''), context).kind).toBe('empty')
  })

  it.each([
    [1, '30/02/1990', vi.mend['date-unreal']],
    [1, '1874', '1901'],
    [0, 'An 😀', '😀'],
    [0, 'An\u202Egnuhc', vi.faults['hidden-characters']],
    [0, `A${'\u0301'.repeat(5)}n`, vi.faults['stacked-marks']],
    [0, '=HYPERLINK("http://x")', '='],
    [6, 'Xứ Thần Tiên', 'Xứ Thần Tiên'],
    [6, 'Tân Thành', 'Có nhiều nơi'],
    [9, 'hơi mệt mệt', vi.group.badHealth],
    [9, '', vi.ask.symptoms],
    [5, '123', vi.faults.phone.slice(0, 20)],
  ])('says in words what is wrong in column %i with "%s"', (column, text, words) => {
    expect(errorsWith(column, text)).toContain(words)
  })

  it('never takes an open question about health for a "no"', () => {
    expect(read(GOOD.replace(/Không;Không$/, ';'))[0]?.draft).toMatchObject({ symptoms: [], exposures: [] })
  })

  it('takes no word that every object knows for an answer', () => {
    const unknown = errorsWith(2, 'x')
    expect(unknown).not.toBe('')
    for (const word of ['constructor', '__proto__', 'valueOf', 'hasOwnProperty']) expect(errorsWith(2, word), word).toBe(unknown)
  })

  it('takes dates and numbers as a spreadsheet spoils them', () => {
    const [row] = read(GOOD.replace('27/03/1985', '31133').replace('022085000199', '22085000199').replace('0912345678', '912345678'))
    expect(row?.errors).toEqual([])
    expect(row?.draft.birth).toEqual({ day: '27', month: '03', year: '1985' })
  })

  it('is read back from its own template, in both languages', () => {
    for (const language of ['vi', 'en'] as const) {
      const [head, line] = readDelimited(templateText(language))
      expect(columnsOf(head ?? [])?.size).toBe(11)
      expect(line).toHaveLength(11)
    }
  })
})

describe('a file', () => {
  it.each(['\t', ';', ','])('with "%s" between its cells is taken apart, quotes and line ends of any kind', (sign) => {
    const text = `\uFEFFa${sign}b${sign}c\r\n"x${sign}y"${sign}"say ""hi"""${sign}\n\n1${sign}2${sign}3`
    expect(readDelimited(text)).toEqual([
      ['a', 'b', 'c'],
      [`x${sign}y`, 'say "hi"', ''],
      ['1', '2', '3'],
    ])
  })

  it('in UTF-8, UTF-16 or Windows-1258 is Vietnamese', () => {
    expect(textOfBytes(Buffer.from('Nguyễn', 'utf8'))).toBe('Nguyễn')
    expect(textOfBytes(Buffer.from('\uFEFFNguyễn', 'utf16le')).replace('\uFEFF', '')).toBe('Nguyễn')
    // ê and the loose mark of the tone, as that page writes ễ.
    expect(textOfBytes(Uint8Array.from([0x4e, 0x67, 0x75, 0x79, 0xea, 0xde, 0x6e]))).toBe('Nguyễn')
  })

  it('of a workbook gives its first sheet: shared and own strings, numbers, and of a formula only what it showed', async () => {
    const strings = '<sst><si><t>Họ và tên</t></si><si><r><t>Ngày </t></r><r><t>sinh &amp; tuổi</t></r></si></sst>'
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>An</t></is></c><c r="B2"><f>WEBSERVICE("http://x")</f><v>7</v></c><c r="C2"><v>31133</v></c></row></sheetData></worksheet>'
    const book = zip({ 'xl/sharedStrings.xml': strings, 'xl/worksheets/sheet2.xml': '<worksheet/>', 'xl/worksheets/sheet1.xml': sheet })
    expect(await readWorkbook(book)).toEqual([
      ['Họ và tên', '', 'Ngày sinh & tuổi'],
      ['An', '7', '31133'],
    ])
  })

  it('that is no workbook, is cut off, or would grow without end, is none', async () => {
    expect(await readWorkbook(Uint8Array.from([0x50, 0x4b, 3, 4]))).toBeNull()
    const book = zip({ 'xl/worksheets/sheet1.xml': '<worksheet/>' })
    expect(await readWorkbook(book.subarray(0, 40))).toBeNull()
    expect(await readWorkbook(zip({ 'xl/worksheets/sheet1.xml': ' '.repeat(1_000_000) }))).toEqual([])
    expect(await readWorkbook(zip({ 'xl/worksheets/sheet1.xml': ' '.repeat(1_000_001) }))).toBeNull()
  })
})

describe('a broken file of a stranger', () => {
  /** So many openings without an end: were each searched for to the end of the text, this would never be over. */
  const endless = (text: string) => text.repeat(Math.floor(990_000 / text.length))

  it.each(['<row>', '<row ', '<row><c><is><t>', '<c r="A1"><v>'])('is read in one go, however often "%s" stands in it', async (text) => {
    const table = await readWorkbook(zip({ 'xl/worksheets/sheet1.xml': endless(text), 'xl/sharedStrings.xml': endless('<si><rPh ') }))
    expect(table).toEqual([])
  })

  it('is not read beyond what any list has', async () => {
    expect(readDelimited('a\n'.repeat(1_000_000)).length).toBe(500)
    const row = '<row><c t="inlineStr"><is><t>a</t></is></c></row>'
    expect((await readWorkbook(zip({ 'xl/worksheets/sheet1.xml': row.repeat(20_000) })))?.length).toBe(500)
  })

  it('has no cell that costs more than it is long', () => {
    const quotes = '"'.repeat(1_900_000)
    expect(readDelimited(`a${quotes}`)).toEqual([[`a${quotes}`]])
    expect(columnsOf(['Tên', `Ngày sinh ${'('.repeat(1_900_000)}\nx`])?.get('birth')).toBe(1)
  })

  it('has no letter with more marks than are put in order at once', async () => {
    // Hundreds of thousands of marks, every second of which belongs before the one it follows: put in order one by one, this would never be over.
    const marks = (so: number) => `e${'\u0315\u0316'.repeat(so)}`
    const few = marks(15).normalize('NFC')
    expect(textOfBytes(Buffer.from(marks(200_000), 'utf8'))).toBe(few)
    expect(textOfBytes(Uint8Array.from(['e', ...Array<string>(200_000).fill('\xcc\xf2')].join(''), (sign) => sign.charCodeAt(0)))).toHaveLength(30)
    const cell = `<row><c t="inlineStr"><is><t>${marks(200_000)}</t></is></c></row>`
    expect(await readWorkbook(zip({ 'xl/worksheets/sheet1.xml': cell }))).toEqual([[few]])
  })

  it('has no more columns than a list has', async () => {
    expect(readDelimited('a;'.repeat(1_000_000))[0]?.length).toBe(60)
    expect(readDelimited(`${';'.repeat(59)}a;b`)[0]?.slice(59)).toEqual(['a'])
    const cell = '<c t="inlineStr"><is><t>a</t></is></c>'
    expect((await readWorkbook(zip({ 'xl/worksheets/sheet1.xml': `<row>${cell.repeat(61)}</row>` })))?.[0]?.length).toBe(60)
    expect(await readWorkbook(zip({ 'xl/worksheets/sheet1.xml': `<row><c r="BH1"><v>1</v></c><c r="BI1"><v>2</v></c></row>` }))).toEqual([
      [...Array.from({ length: 59 }, () => ''), '1'],
    ])
  })

  it('does not grow by naming one long text in every cell, nor by lines that are empty', async () => {
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(20)}</row>`
    const naming = (letters: number) =>
      readWorkbook(zip({ 'xl/worksheets/sheet1.xml': row.repeat(10), 'xl/sharedStrings.xml': `<si><t>${'a'.repeat(letters)}</t></si>` }))
    expect((await naming(2000))?.length).toBe(10)
    expect(await naming(2001)).toBeNull()
    expect(await readWorkbook(zip({ 'xl/worksheets/sheet1.xml': '<row/>'.repeat(499) + row.replace(/t="s"/g, '') }))).toHaveLength(1)
    expect(await readWorkbook(zip({ 'xl/worksheets/sheet1.xml': '<row/>'.repeat(500) + row.replace(/t="s"/g, '') }))).toEqual([])
  })

  it('comes back as text, and is the same list when it is read again', () => {
    const table = [
      ['Họ và tên', 'Nơi ở'],
      ['"An"; Bình', 'Bãi Cháy, Hạ Long'],
      ['=1+1', 'hai\ndòng'],
    ]
    expect(readDelimited(writeTable(table))).toEqual(table)
  })
})
