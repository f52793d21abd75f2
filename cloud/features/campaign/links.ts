const OURS = /^\/c(\/[a-z0-9-]{1,60}){1,2}$/
const CALL = /^tel:\+?[0-9-]{3,20}$/
const PLAIN_HTTPS = /^https:\/\/[a-z0-9.-]+(:\d+)?([/?#]|$)/i

/** Where a link of a text may lead: a page of ours, a telephone, another site by TLS. Undefined: it may not, and stays plain words. */
export function hrefOf(address: string): string | undefined {
  if (OURS.test(address) || CALL.test(address)) return address
  // Without a name or password before the host, which would show another one than it leads to.
  if (!PLAIN_HTTPS.test(address) || !URL.canParse(address)) return undefined
  return new URL(address).href
}
