/** What the server wrote into the page as data, under that id; null where nothing is, or no JSON. */
export function embedded(id: string): unknown {
  try {
    return JSON.parse(document.getElementById(id)?.textContent ?? 'null')
  } catch {
    return null
  }
}
