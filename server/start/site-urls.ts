import type { NetworkInterfaceInfo } from 'node:os'
import type { Config } from './config.ts'
import type { SiteUrls } from './start-server.ts'

/** The addresses that people call: as set, else this server's own; for `HOST=0.0.0.0` the machine's first one on a network. */
export function siteUrls({ origins, host, publicPort }: Config, interfaces: readonly NetworkInterfaceInfo[]): SiteUrls {
  const own = `http://${inUrl(isAny(host) ? firstAddress(interfaces) : host)}:${publicPort}`
  return {
    declare: `${origins['declare-web'] ?? own}/`,
    kiosk: `${origins.kiosk ?? own}/kiosk/`,
    control: `${origins['control-room'] ?? own}/control/`,
  }
}

function isAny(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

function firstAddress(interfaces: readonly NetworkInterfaceInfo[]): string {
  return interfaces.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
