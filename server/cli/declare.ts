import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { insertDeclaration } from '../declarations/declaration-store.ts'
import { issuedDeclaration, prepareDeclaration } from '../declarations/issue-declaration.ts'
import { type CliAnswer, done, readJsonFile, refused } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'

export async function declareCommand(installation: Installation, file: string): Promise<CliAnswer> {
  const { storage, clock, zone, areaTable } = installation
  const input = readJsonFile(file)
  if (!input.ok) return input.error
  const facts = await installation.publicFacts()
  const context = { areas: areaTable, checkpoints: facts.checkpoints, now: clock.now(), zone, language: 'en' } as const
  const parsed = parseDeclaration(input.value, context)
  if (!parsed.ok) {
    const lines = parsed.error.map(({ path, message }) => `  ${path}: ${message}`)
    return refused(['The declaration has mistakes; nothing was kept:', ...lines].join('\n'), { error: 'invalid-declaration', fields: parsed.error })
  }
  const prepared = await prepareDeclaration(installation, parsed.value, facts)
  await storage.write((tx) => insertDeclaration(tx, prepared))
  return done(prepared.reply.qrPayload, issuedDeclaration(prepared.reply, prepared.reference))
}
