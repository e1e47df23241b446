import type { $ZodIssue } from 'zod/v4/core'
import type { Language, Texts } from '../../shared/checkpoints/checkpoint.ts'
import type { FieldError } from '../../shared/declaration/declaration.ts'

/** More would repeat itself; a body of junk must not become an answer of junk. */
const MAX_ERRORS = 20

/** zod's own words are for programmers; these name the field and what it needs. */
export function fieldErrorsOf(issues: readonly $ZodIssue[], language: Language): readonly FieldError[] {
  return issues.slice(0, MAX_ERRORS).map((issue) => ({
    path: issue.path.map(String).join('.').slice(0, 100),
    code: issue.code.replaceAll('_', '-'),
    message: textsOf(issue)[language],
  }))
}

function textsOf(issue: $ZodIssue): Texts {
  switch (issue.code) {
    case 'invalid_type':
      return { vi: `Cần có giá trị kiểu ${issue.expected}.`, en: `A value of type ${issue.expected} is needed.` }
    case 'too_big':
      return { vi: `Quá dài hoặc quá lớn: tối đa ${issue.maximum}.`, en: `Too long or too large: at most ${issue.maximum}.` }
    case 'too_small':
      return { vi: `Quá ngắn hoặc quá nhỏ: ít nhất ${issue.minimum}.`, en: `Too short or too small: at least ${issue.minimum}.` }
    case 'unrecognized_keys':
      return { vi: `Có trường không được hỗ trợ: ${names(issue.keys)}.`, en: `Unknown fields: ${names(issue.keys)}.` }
    case 'invalid_value':
      return { vi: `Hãy chọn một trong: ${issue.values.map(String).join(', ')}.`, en: `Choose one of: ${issue.values.map(String).join(', ')}.` }
    default:
      return { vi: 'Giá trị không đúng dạng.', en: 'The value does not have the right form.' }
  }
}

function names(keys: readonly string[]): string {
  return keys
    .slice(0, 5)
    .map((key) => key.slice(0, 40))
    .join(', ')
}
