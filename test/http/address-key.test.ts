import { expect, it } from 'vitest'
import { addressKey } from '../../server/http/rate-limits.ts'

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:c000:0201', '192.0.2.1'],
  // Some proxies write the port of the connection: else each connection would be an address of its own.
  ['192.0.2.1:50712', '192.0.2.1'],
  ['[2001:db8:1:2::7]:50712', '2001:db8:1:2'],
  ['[2001:db8:1:2::7]', '2001:db8:1:2'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
])('%s counts as %s, however a proxy writes it', (address, key) => {
  expect(addressKey(address)).toBe(key)
})
