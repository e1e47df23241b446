import type { Page } from 'playwright-core'

/** One thing that a screen reader says, in reading order. */
export interface Said {
  readonly role: string
  readonly name: string
  readonly about: string
  readonly invalid: boolean
}

interface AxValue {
  readonly value?: unknown
}

interface AxNode {
  readonly ignored: boolean
  readonly role?: AxValue
  readonly name?: AxValue
  readonly description?: AxValue
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[]
}

/** The page as the browser gives it to a screen reader. */
export async function readAloud(page: Page): Promise<readonly Said[]> {
  const devtools = await page.context().newCDPSession(page)
  const { nodes } = (await devtools.send('Accessibility.getFullAXTree')) as { readonly nodes: readonly AxNode[] }
  await devtools.detach()
  const said = nodes.filter(({ ignored }) => !ignored).map(saidOf)
  const folded = await page.locator('details').count()
  // What is folded away is a group too, told by its summary: those have no name of their own.
  const nameless = said.filter(isNamelessGroup).slice(0, folded)
  return said.filter((one) => !nameless.includes(one))
}

function isNamelessGroup({ role, name }: Said): boolean {
  return (role === 'group' || role === 'radiogroup') && name === ''
}

function saidOf({ role, name, description, properties = [] }: AxNode): Said {
  const has = (wanted: string) => {
    const found = properties.find((property) => property.name === wanted)?.value.value
    return found === true || found === 'true'
  }
  const text = (value?: AxValue) => String(value?.value ?? '').trim()
  return {
    role: text(role),
    name: text(name),
    about: text(description),
    invalid: has('invalid'),
  }
}

const ANSWERED = ['textbox', 'combobox', 'radio', 'checkbox', 'button', 'link', 'listbox', 'option', 'spinbutton']

/** What somebody who only listens would miss on this page; nothing where every control has a name and every group its question. */
export function unheard(said: readonly Said[]): readonly string[] {
  const nameless = said.filter(({ role, name }) => ANSWERED.includes(role) && name === '').map(({ role }) => `a ${role} without a name`)
  const headings = said.filter(({ role }) => role === 'heading')
  const groups = said.filter(isNamelessGroup).map(() => 'a group without its question')
  const landmarks = ['banner', 'main'].filter((landmark) => !said.some(({ role }) => role === landmark)).map((landmark) => `no ${landmark}`)
  return [...nameless, ...groups, ...landmarks, ...(headings.length === 0 ? ['no heading'] : [])]
}
