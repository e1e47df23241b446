/** `VACEGINU` is VA, VC, VE and so on: a phone loads this list. */
const BY_FIRST_LETTER = (
  'ADEFGILMOQRSTUWXZ BABDEFGHIJLMNOQRSTVWYZ CACDFGHIKLMNORUVWXYZ DEJKMOZ ECEGHRST FIJKMOR GABDEFGHILMNPQRSTUWY HKMNRTU ' +
  'IDELMNOQRST JEMOP KEGHIMNPRWYZ LABCIKRSTUVY MACDEFGHKLMNOPQRSTUVWXYZ NACEFGILOPRUZ OM PAEFGHKLMNRSTWY QA REOSUW ' +
  'SABCDEGHIJKLMNORSTVXYZ TCDFGHJKLMNORTVWZ UAGMSYZ VACEGINU WFS YET ZAMW'
).split(' ')

/** ISO 3166-1 alpha-2, the 249 officially assigned codes. Names come from the reader's own `Intl.DisplayNames`. */
export const COUNTRIES: readonly string[] = spelled(BY_FIRST_LETTER)

export function isCountry(code: string): boolean {
  return COUNTRIES.includes(code)
}

/** Without `flatMap`: it runs before an old browser has got one. */
function spelled(groups: readonly string[]): readonly string[] {
  const none: readonly string[] = []
  return none.concat(...groups.map(([first = '', ...others]) => others.map((second) => first + second)))
}
