import { describe, expect, it } from 'vitest'
import { parseMultipart } from '../../server/http/multipart.ts'

const TYPE = 'multipart/form-data; boundary=----x'

function body(...parts: readonly (readonly [head: string, text: string])[]): Buffer {
  return Buffer.from(`${parts.map(([head, text]) => `------x\r\n${head}\r\n\r\n${text}\r\n`).join('')}------x--\r\n`)
}

const texts = (bytes: Buffer, type: string | undefined = TYPE) =>
  parseMultipart(bytes, type)?.map(({ name, isFile, data }) => [name, isFile, data.toString('utf8')]) ?? null

describe('a form with a file', () => {
  it('as a browser sends it has its fields and its file, byte by byte', async () => {
    const form = new FormData()
    form.append('list', 'Nguyễn\r\n--x\r\n\r\n')
    form.append('empty', '')
    form.append('file', new File([Uint8Array.from([0, 13, 10, 45, 45, 255])], 'a "b".csv', { type: 'text/csv' }))
    const request = new Request('http://x', { method: 'POST', body: form })
    const parts = parseMultipart(Buffer.from(await request.arrayBuffer()), request.headers.get('content-type') ?? undefined)
    expect(parts?.map(({ name, isFile }) => [name, isFile])).toEqual([
      ['list', false],
      ['empty', false],
      ['file', true],
    ])
    expect(parts?.[0]?.data.toString('utf8')).toBe('Nguyễn\r\n--x\r\n\r\n')
    expect([...(parts?.[2]?.data ?? [])]).toEqual([0, 13, 10, 45, 45, 255])
  })

  it('knows a file by its name, an empty one too', () => {
    expect(texts(body(['Content-Disposition: form-data; name="file"; filename=""', '']))).toEqual([['file', true, '']])
    expect(texts(body(['Content-Disposition: form-data; name="a"; x="filename=1"', 'b']))).toEqual([['a', false, 'b']])
  })

  it.each([
    ['without a type', body(), undefined],
    ['of another type', body(), 'application/x-www-form-urlencoded'],
    ['without a boundary', body(), 'multipart/form-data'],
    ['that does not begin with its boundary', Buffer.from('x'), TYPE],
    ['that is cut off in a head', Buffer.from('------x\r\nContent-Disposition: form-data; name="a"'), TYPE],
    ['that is cut off in a part', Buffer.from('------x\r\nContent-Disposition: form-data; name="a"\r\n\r\nabc'), TYPE],
    ['with a nameless part', body(['Content-Disposition: form-data', 'a']), TYPE],
    ['of more parts than any form has', body(...Array.from({ length: 201 }, () => ['Content-Disposition: form-data; name="a"', ''] as const)), TYPE],
  ])('%s is none', (_how, bytes, type) => {
    expect(parseMultipart(bytes, type)).toBeNull()
  })

  it('of two hundred parts is still read', () => {
    expect(texts(body(...Array.from({ length: 200 }, () => ['Content-Disposition: form-data; name="a"', ''] as const)))).toHaveLength(200)
  })
})
