/** As `vocabulary.ts`: the position in a list is the number in the QR code. Apart from it, because only rules, codes and other doors read these lists: the form takes its words from its texts. */
export const SYMPTOMS = ['fever', 'cough', 'breathlessness', 'sore-throat', 'fatigue', 'loss-of-smell', 'vomiting-diarrhoea', 'rash'] as const

/** In the last 14 days. */
export const EXPOSURES = ['confirmed-case', 'contact-of-case', 'person-from-outbreak', 'person-with-symptoms', 'illegal-entry'] as const

export const TEST_KINDS = ['pcr', 'antigen', 'antibody'] as const

export const TEST_RESULTS = ['negative', 'positive', 'pending'] as const

/** How a claim is known, weakest first. Rules name the least they accept. */
export const EVIDENCE = ['declared', 'seen', 'attested'] as const
