import { formatLocal } from '../../shared/time.ts'
import { rotateListSalt } from '../lists/list-salt.ts'
import { dropNamedList, setNamedList, summariseLists } from '../lists/named-lists.ts'
import { parseListFile } from '../lists/parse-list-file.ts'
import { readParsed } from '../rulesets/ruleset-file.ts'
import { type CliAnswer, done, refused, wrongUse } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'
import { fileRefusal } from './rules-check.ts'

type ListInstallation = Pick<Installation, 'storage' | 'clock'>

const LIST_NAME = /^[a-z0-9][a-z0-9-]{0,39}$/

export async function setListCommand({ storage, clock }: ListInstallation, list: string, file: string): Promise<CliAnswer> {
  if (!LIST_NAME.test(list)) return wrongUse('A list is called by small words joined by "-", as rules name it: suspended-passes.')
  const read = readParsed(file, parseListFile)
  if (!read.ok) return fileRefusal(read.error)
  const entries = await setNamedList(storage, list, read.value, { staff: null, at: clock.now() })
  return done(`${list}: ${entries} entries. Kiosks get it at their next contact.`, { list, entries })
}

export async function showListsCommand({ storage }: Pick<Installation, 'storage'>, list: string | null): Promise<CliAnswer> {
  const all = await summariseLists(storage)
  const shown = list === null ? all : all.filter((one) => one.list === list)
  if (list !== null && shown.length === 0)
    return refused(`There is no list ${list}.`, { error: 'unknown-list', message: `There is no list ${list}.` })
  const lines = shown.map(({ list: name, updatedAt, entries }) => {
    const counted = Object.entries(entries).map(([subject, count]) => `${count} by ${subject}`)
    return `${name}: ${counted.length === 0 ? 'empty' : counted.join(', ')}; set ${momentOf(updatedAt)}`
  })
  return done(lines.length === 0 ? 'There are no lists.' : lines.join('\n'), { lists: shown })
}

export async function dropListCommand({ storage, clock }: ListInstallation, list: string): Promise<CliAnswer> {
  const dropped = await dropNamedList(storage, list, { staff: null, at: clock.now() })
  if (!dropped) return refused(`There is no list ${list}.`, { error: 'unknown-list', message: `There is no list ${list}.` })
  return done(`${list} is gone: rules that read it refer everybody whom they ask about.`, { list, state: 'dropped' })
}

export async function rotateSaltCommand({ storage, clock }: ListInstallation): Promise<CliAnswer> {
  const { keys } = await rotateListSalt(storage, clock.now())
  return done(`${keys} entries hashed under a new salt. Kiosks get them at their next contact.`, { keys })
}

export function momentOf(at: number): string {
  const { date, time } = formatLocal(at)
  return `${date} ${time}`
}
