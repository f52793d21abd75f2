import * as v from 'valibot'

/** `url` is signed and lives five minutes. */
export const uploadView = v.object({ id: v.string(), url: v.string(), width: v.number(), height: v.number(), bytes: v.number() })
export const soundView = v.object({ id: v.string(), seconds: v.number(), bytes: v.number() })
export const fileQuery = v.strictObject({
  until: v.pipe(v.string(), v.regex(/^\d{10,13}$/, '地址不对')),
  sig: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{20,64}$/, '地址不对')),
})
export type SoundView = v.InferOutput<typeof soundView>
export type UploadView = v.InferOutput<typeof uploadView>
