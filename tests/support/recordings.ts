/** A header of MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes, 26 ms. */
const MP3_HEAD = Buffer.from([0xff, 0xfb, 0x90, 0x00])
const MP3_BYTES = 417

/** A recording of so many seconds as phones make it, with a tag in front that names its singer. */
export function mp3(seconds = 3): Buffer {
  const frame = Buffer.concat([MP3_HEAD, Buffer.alloc(MP3_BYTES - 4, 7)])
  const title = Buffer.from('TPE1SecretSinger<script>alert(1)</script>')
  const tag = Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, title.length]), title])
  return Buffer.concat([tag, ...Array(Math.round((seconds * 44_100) / 1152)).fill(frame), Buffer.from('TAGSecretSinger'.padEnd(128))])
}

/** AAC in ADTS, 44.1 kHz, 100 bytes a frame. */
export function aac(seconds = 3): Buffer {
  const frame = Buffer.concat([Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x0c, 0x9f, 0xfc]), Buffer.alloc(93, 7)])
  return Buffer.concat(Array(Math.round((seconds * 44_100) / 1024)).fill(frame))
}

const box = (type: string, ...inside: Buffer[]): Buffer => {
  const body = Buffer.concat(inside)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** M4A with a place in its tags. @param handler `vide` makes a film of it */
export function m4a(seconds = 3, handler = 'soun'): Buffer {
  const mvhd = Buffer.alloc(100)
  mvhd.writeUInt32BE(1000, 12)
  mvhd.writeUInt32BE(seconds * 1000, 16)
  const hdlr = Buffer.concat([Buffer.alloc(8), Buffer.from(handler), Buffer.alloc(13)])
  const stsd = Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 36]), Buffer.from('mp4a'), Buffer.alloc(28)])
  const trak = box('trak', box('mdia', box('hdlr', hdlr), box('minf', box('stbl', box('stsd', stsd)))))
  const place = box('udta', Buffer.from('SecretSinger+30.25+107.5/'))
  return Buffer.concat([
    box('ftyp', Buffer.from('M4A \0\0\0\0')),
    box('moov', box('mvhd', mvhd), trak, place),
    box('free', Buffer.from('<script>SecretSinger</script>')),
    box('mdat', Buffer.alloc(seconds * 4000, 7)),
  ])
}

/** What is no recording of ours, whatever it is called. */
export const noRecordings = (): [string, Buffer][] => [
  ['nothing', Buffer.alloc(0)],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a page behind the first frame', Buffer.concat([mp3(0.02), Buffer.from('<script>alert(1)</script>'.repeat(500))])],
  ['a page with sound behind it', Buffer.concat([Buffer.from('<!doctype html><script>alert(1)</script>'), mp3()])],
  ['sound with more than half of it something else', Buffer.concat([mp3(), Buffer.alloc(60_000, 1)])],
  ['a film', m4a(3, 'vide')],
  ['an M4A that is cut off', m4a().subarray(0, 900)],
  ['boxes inside boxes without end', nested(5_000)],
  ['a WAV', Buffer.from('RIFF\x24\0\0\0WAVEfmt ')],
]

/** Each box holds only the next one. */
function nested(levels: number): Buffer {
  const bytes = Buffer.alloc(levels * 8)
  for (let i = 0; i < levels; i++) {
    bytes.writeUInt32BE((levels - i) * 8, i * 8)
    bytes.write('trak', i * 8 + 4, 'latin1')
  }
  return Buffer.concat([box('ftyp', Buffer.from('M4A ')), bytes])
}
