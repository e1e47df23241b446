/** What a list can name somebody or something by. A pass is named by its credential id, which is no secret to guess. */
export const LIST_SUBJECTS = ['document', 'plate', 'pass', 'employer'] as const
export type ListSubject = (typeof LIST_SUBJECTS)[number]
