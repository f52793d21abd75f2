import type { Context, Next } from 'koa'

/** What a page of ours may load, and from where. */
const CONTENT: Readonly<Record<string, string>> = {
  'default-src': "'self'",
  'base-uri': "'self'",
  'connect-src': "'self' blob: data:",
  'font-src': "'self' https: data:",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'img-src': "'self' data: blob:",
  'object-src': "'none'",
  'script-src': "'self'",
  'script-src-attr': "'none'",
  'style-src': "'self' 'unsafe-inline'",
}

// The same for every answer, so they stand here ready.
const HEADERS: readonly (readonly [string, string])[] = Object.entries({
  // A picture that she chose is read from a blob before it is sent.
  'content-security-policy': Object.entries(CONTENT)
    .map(([what, from]) => `${what} ${from}`)
    .join(';'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
})

/** Headers of every answer, of the API and of the pages. */
export async function secureHeaders(ctx: Context, next: Next): Promise<void> {
  for (const [name, value] of HEADERS) ctx.res.setHeader(name, value)
  // Only what came by TLS may say so: a county that tries the pages over plain HTTP must not lock itself out.
  if (ctx.secure) ctx.set('strict-transport-security', 'max-age=31536000')
  await next()
}
