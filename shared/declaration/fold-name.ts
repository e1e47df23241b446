/**
 * A name as machines and old papers write it, to compare two spellings of it: `Đặng Thị Hoà` and `DANG THI HÒA` are
 * both `DANG THI HOA`. For comparing only, never shown and never an identity.
 */
export function foldName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[‘’ʼ`´]/g, "'")
    .toUpperCase()
    .replace(/\s+/g, ' ')
    .trim()
}
