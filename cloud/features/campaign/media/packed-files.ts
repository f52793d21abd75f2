/**
 * All files of one picture or recording as one: they are stored, backed up and removed together.
 * Four bytes say how long the index is; the index (JSON) names each file and its length; the files follow in its order.
 */
export function packFiles(files: ReadonlyMap<string, Buffer>): Buffer {
  const index = Buffer.from(JSON.stringify([...files].map(([name, { length }]) => [name, length])))
  const head = Buffer.alloc(4)
  head.writeUInt32BE(index.length)
  return Buffer.concat([head, index, ...files.values()])
}

export interface Packed {
  files: ReadonlyMap<string, Buffer>
  /** bytes of all of them */
  size: number
}

/** The files again, each a view into the same bytes. @throws Error when the bytes were not packed here */
export function unpackFiles(packed: Buffer): Packed {
  const start = 4 + packed.readUInt32BE(0)
  const index: [string, number][] = JSON.parse(packed.subarray(4, start).toString('utf8'))
  let at = start
  const files = index.map(([name, length]): [string, Buffer] => {
    const file = packed.subarray(at, at + length)
    if (file.length !== length) throw new Error('a packed file is cut off')
    at += length
    return [name, file]
  })
  return { files: new Map(files), size: packed.length }
}
