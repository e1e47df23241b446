import { type Answer, call } from '../http/call.ts'
import { look, type Notes } from './injection-notes.ts'

/** Texts of each page of the form without JavaScript. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  trip: ['checkpoint', 'direction', 'arrivalDate', 'arrivalHour'],
  traveller: ['forWhom', 'proxyName', 'name', 'birth.day', 'birth.year', 'sex', 'nationality', 'documentKind', 'documentNumber'],
  contact: ['phone', 'permanentPlace', 'permanentPlace.search', 'permanentAddress'],
  destination: ['destination', 'destination.search', 'stayAt', 'stayPlace', 'stayAddress', 'homePossible'],
  stays: ['stay.place', 'stay.place.search', 'stay.from', 'stay.to'],
  means: ['means', 'plate', 'trailerPlate', 'personsAboard'],
  purpose: ['purpose', 'cargo', 'cargoOrigin', 'cargoVia.0'],
  work: ['sector', 'employer'],
  symptoms: ['symptoms', 'exposures'],
  tests: ['tests.0.kind', 'doses.0.product'],
  check: ['consent'],
}

/** Besides "next": what else can be pressed on a page with a text in its boxes. */
const PRESSED: Readonly<Record<string, string>> = {
  contact: 'find:permanentPlace',
  destination: 'find:destination',
  stays: 'save-stay',
  purpose: 'add-via',
  tests: 'add-test',
}

export async function throughForms(url: string, text: string, notes: Notes): Promise<void> {
  const begun = await postForm(url, { step: 'trip', entries: [['direction', 'entry']], cookie: '' })
  const cookie = cookieOf(begun)
  for (const [step, fields] of Object.entries(PAGES)) {
    const named: readonly (readonly [string, string])[] = [...fields.map((field) => [field, text] as const), [text, text], ['__proto__', text]]
    for (const go of ['next', PRESSED[step] ?? text]) {
      const answer = await postForm(url, { step, entries: [...named, ['go', go]], cookie })
      look(`POST /declare/${step}`, answer, notes, [200, 303, 400, 413, 422])
      if (answer.status !== 303) notes.pages.push(answer.text)
    }
    const drawn = await call(url, { path: `/declare/${step}`, headers: { cookie } })
    look(`GET /declare/${step}`, drawn, notes, [200])
    notes.pages.push(drawn.text)
  }
}

interface Form {
  readonly step: string
  readonly entries: readonly (readonly [string, string])[]
  readonly cookie: string
}

function postForm(url: string, { step, entries, cookie }: Form): Promise<Answer> {
  const body = new URLSearchParams(entries.map(([name, value]) => [name, value])).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...(cookie === '' ? {} : { cookie }) }
  return call(url, { method: 'POST', path: `/declare/${step}`, body, headers })
}

function cookieOf({ headers }: Answer): string {
  return [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

export const LIST_HEAD =
  'Họ và tên;Ngày sinh;Giới tính;Quốc tịch;Số giấy tờ;Điện thoại;Nơi thường trú;Nơi ở 15 ngày qua;Ngành nghề;Dấu hiệu bệnh;Tiếp xúc'
const BOUNDARY = '----injected'

/** A list of people as a text and as a file, its journey, and the search for a lost pass. */
export async function throughPlainDoors(url: string, text: string, notes: Notes): Promise<void> {
  const row = Array.from({ length: 11 }, () => `"${text.replaceAll('"', '""')}"`).join(';')
  const journey = Object.fromEntries(['checkpoint', 'arrivalHour', 'destination', 'plate', 'proxyName', 'proxyPhone'].map((name) => [name, text]))
  for (const fields of [
    { ...journey, go: 'read', list: `${LIST_HEAD}\n${row}` },
    { go: 'read', file: `${LIST_HEAD}\n${row}` },
    { go: 'send', list: text, [text]: text },
    { go: 'read', list: 'x', issued: `${'0'.repeat(26)} ${'0'.repeat(9)} ${text}`, kept: text, parcel: text, ticket: text },
  ]) {
    const answer = await postGroup(url, fields)
    look('POST /declare/group', answer, notes, [200, 303, 400, 413, 422])
    if (answer.status !== 303) notes.pages.push(answer.text)
  }
  const asked = new URLSearchParams({ shortCode: text, birth: text }).toString()
  const found = await call(url, { method: 'POST', path: '/find', body: asked, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  look('POST /find', found, notes, [200, 404, 413, 422])
  notes.pages.push(found.text)
}

export function postGroup(url: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  return call(url, { method: 'POST', path: '/declare/group', body: multipart(fields), headers: { 'content-type': MULTIPART } })
}

const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`

function multipart(fields: Readonly<Record<string, string>>): string {
  const parts = Object.entries(fields).map(([name, value]) => {
    const called = name.replace(/[\r\n"]/g, ' ')
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${called}"${name === 'file' ? '; filename="x"' : ''}\r\n\r\n${value}\r\n`
  })
  return `${parts.join('')}--${BOUNDARY}--\r\n`
}
