/** Puts values into the `{name}` places of a text. A name without a value stays visible: a test would see it. */
export function fill(text: string, values: { readonly [name: string]: string | number }): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
