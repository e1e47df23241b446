/** What a terminal obeys instead of showing: it could be cleared, retitled or made to show another verdict than was given. */
const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

/** Names and texts from files, codes and the database as signs to look at; in JSON they mean what they meant. */
export function terminalText(text: string): string {
  return text.replace(OBEYED, (sign) => (sign === '\n' || sign === '\t' ? sign : `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`))
}
