/** Knows its cookie, and where it was sent. */
export function browserWithoutScripts(url: string) {
  let cookie = ''
  const go = async (path: string, fields?: Readonly<Record<string, string>>) => {
    const answer = await fetch(url + path, {
      redirect: 'manual',
      headers: { cookie, 'accept-language': 'vi' },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    })
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
    go.cookie = cookie
    return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text() }
  }
  go.cookie = cookie
  return go
}
