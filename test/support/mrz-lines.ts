/** The lines of an invented Vietnamese passport, with the check digits that belong to them. */
export function passportLines(change: {
  readonly number?: string
  readonly birth?: string
  readonly expiry?: string
  readonly name?: string
}): string {
  const { number = 'C1234567', birth = '850305', expiry = '300101', name = 'TRAN<<VAN<THU' } = change
  const first = `P<VNM${name}`.padEnd(44, '<').slice(0, 44)
  const fields = [digited(number.padEnd(9, '<')), digited(birth), digited(expiry), digited('<'.repeat(14))] as const
  const [document, born, until, personal] = fields
  return `${first}\n${document}VNM${born}M${until}${personal}${digitOf(document + born + until + personal)}`
}

/** The back of an invented chip card. */
export function cardLines(of: {
  readonly number: string
  readonly optional: string
  readonly birth: string
  readonly expiry: string
  readonly name: string
}): string {
  const first = `IDVNM${digited(of.number)}${of.optional.padEnd(15, '<')}`
  const second = `${digited(of.birth)}M${digited(of.expiry)}VNM${'<'.repeat(11)}`
  const sum = digitOf(first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18))
  return `${first}\n${second}${sum}\n${of.name.padEnd(30, '<')}`
}

function digited(text: string): string {
  return text + digitOf(text)
}

/** ICAO 9303 part 3, 4.9. */
function digitOf(text: string): string {
  const values = [...text].map((letter) => (letter === '<' ? 0 : Number.parseInt(letter, 36)))
  return String(values.reduce((sum, value, at) => sum + value * ([7, 3, 1][at % 3] ?? 0), 0) % 10)
}
