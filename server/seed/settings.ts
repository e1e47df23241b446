import type { Storage, Tx } from '../storage/storage.ts'

/** Facts of the installation that its data folder carries from start to start. */
export const SETTINGS = [
  'installation-kind',
  'demo-offset-ms',
  'demo-secrets',
  'sites',
  'required-rulesets',
  'list-salt',
  'list-rev',
  'contacts',
] as const
export type SettingName = (typeof SETTINGS)[number]

export async function readSetting({ read }: Pick<Storage, 'read'>, name: SettingName): Promise<string | null> {
  const row = await read.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? null
}

export async function writeSetting(tx: Tx, name: SettingName, value: string): Promise<void> {
  await tx
    .insertInto('setting')
    .values({ name, value })
    .onConflict((on) => on.column('name').doUpdateSet({ value }))
    .execute()
}
