/** Apart from `verdict.ts`, because only whoever merges or reads duties needs the lists: the form takes its words from its texts. */
export const QUARANTINE_KINDS = ['facility', 'home'] as const
export const RECEIVERS = ['health', 'police', 'border-guard', 'commune', 'customs', 'secondary-desk'] as const
