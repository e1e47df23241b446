import { useEffect, useState } from 'preact/hooks'

/** The stylesheets' narrowest step: there the order of things changes, not only their place. */
const PHONE = '(max-width: 40rem)'

export function usePhoneWidth(): boolean {
  const [isPhone, setPhone] = useState(() => matchMedia(PHONE).matches)
  useEffect(() => {
    const query = matchMedia(PHONE)
    const listen = (): void => setPhone(query.matches)
    // It may have been turned since it was drawn, a frame ago.
    listen()
    query.addEventListener('change', listen)
    return () => query.removeEventListener('change', listen)
  }, [])
  return isPhone
}
