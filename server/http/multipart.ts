/** One part of a sent form: a field's text, or an uploaded file. */
export interface FormPart {
  readonly name: string
  readonly isFile: boolean
  readonly data: Buffer
}

/** The questions of a group are some forty; more parts than this were written by no form of ours. */
const MAX_PARTS = 200
const HEAD_END = Buffer.from('\r\n\r\n')

/** The parts of a `multipart/form-data` body (RFC 7578), which lies in memory whole; null where it is none. Bytes are shared, not copied. */
export function parseMultipart(body: Buffer, contentType: string | undefined): readonly FormPart[] | null {
  const boundary = boundaryIn(contentType ?? '')
  if (boundary === null) return null
  const mark = Buffer.from(`\r\n--${boundary}`)
  const first = mark.subarray(2)
  if (!body.subarray(0, first.length).equals(first)) return null
  const parts: FormPart[] = []
  let at = first.length
  while (body.toString('latin1', at, at + 2) !== '--') {
    const headEnd = body.indexOf(HEAD_END, at)
    const end = headEnd < 0 ? -1 : body.indexOf(mark, headEnd + 2)
    if (end < 0 || parts.length === MAX_PARTS) return null
    const part = partOf(body.toString('utf8', at, headEnd), body.subarray(headEnd + HEAD_END.length, Math.max(end, headEnd + HEAD_END.length)))
    if (part === null) return null
    parts.push(part)
    at = end + mark.length
  }
  return parts
}

function boundaryIn(contentType: string): string | null {
  const [, quoted, bare] = /^multipart\/form-data\s*;\s*boundary=(?:"([^"\r\n]{1,70})"|([\w'()+,./:=?-]{1,70}))\s*$/i.exec(contentType) ?? []
  return quoted ?? bare ?? null
}

/** Browsers write a quote in a name as %22. */
function partOf(head: string, data: Buffer): FormPart | null {
  const disposition = /^content-disposition:\s*form-data\s*;(.{0,500})$/im.exec(head)?.[1] ?? ''
  const name = /(?:^|;|\s)name="([^"]{1,100})"/.exec(disposition)?.[1]
  return name === undefined ? null : { name, isFile: /(?:^|;|\s)filename\*?=/.test(disposition), data }
}
