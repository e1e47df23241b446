/** Letters and digits only, upper case: `14a-123.45` and `14A 12345` are one plate. Đ stays apart from D. */
export function normalisePlate(text: string): string {
  return text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Vietnamese plates of all ages, those of the neighbours (Chinese ones start with a character), at least one digit. */
const PLATE = /^(?=.*[0-9])[A-ZĐ0-9\p{Script=Han}\p{Script=Lao}\p{Script=Khmer}\p{Script=Thai}]{4,12}$/u

/** Whether a normalised text can be a plate. Its province says nothing about where the journey began. */
export function isPlate(normalised: string): boolean {
  return PLATE.test(normalised)
}
