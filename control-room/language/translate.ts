import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import { TEXTS, type TextKey } from './texts.ts'

export type Values = { readonly [name: string]: string | number }

/** The sentence with its `{words}` filled in; numbers are written as the language writes them. */
export function translate(key: TextKey, language: Language, values: Values = {}): string {
  return TEXTS[key][language].replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name]
    if (value === undefined) return hole
    return typeof value === 'number' ? formatNumber(value, language) : value
  })
}

const formats: Record<Language, Intl.NumberFormat> = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-GB') }

/** `1.234` in Vietnamese, `1,234` in English. */
export function formatNumber(value: number, language: Language): string {
  return formats[language].format(value)
}
