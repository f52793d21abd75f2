/** Frames of sound, without whatever stood before, behind or between them. */
export interface Sound {
  data: Buffer
  seconds: number
}

interface Frame {
  bytes: number
  seconds: number
  /** what all frames of one recording have in common */
  kind: string
}

type ReadFrame = (bytes: Buffer, at: number) => Frame | undefined

/** kbit/s of layer III: of MPEG 1, and of MPEG 2 and 2.5. */
const BIT_RATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const
const MP3_RATES = [44_100, 48_000, 32_000]
const AAC_RATES = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350]

/** ISO 11172-3, 2.4.1.3: version 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5. */
const mp3Frame: ReadFrame = (bytes, at) => {
  if (at + 4 > bytes.length || bytes[at] !== 0xff) return undefined
  const head = bytes.readUInt32BE(at)
  const [version, layer] = [(head >>> 19) & 3, (head >>> 17) & 3]
  if (head >>> 21 !== 0x7ff || version === 1 || layer !== 1) return undefined
  const full = MP3_RATES[(head >>> 10) & 3]
  const bitRate = BIT_RATES[version === 3 ? 0 : 1][(head >>> 12) & 15]
  if (!full || !bitRate) return undefined
  const rate = version === 3 ? full : version === 2 ? full / 2 : full / 4
  const samples = version === 3 ? 1152 : 576
  const length = Math.floor((samples * bitRate * 125) / rate) + ((head >>> 9) & 1)
  return { bytes: length, seconds: samples / rate, kind: `${version} ${rate}` }
}

/** ISO 14496-3, 1.A.2.2: AAC in ADTS. */
const aacFrame: ReadFrame = (bytes, at) => {
  if (at + 7 > bytes.length || bytes[at] !== 0xff || ((bytes[at + 1] as number) & 0xf6) !== 0xf0) return undefined
  const rate = AAC_RATES[((bytes[at + 2] as number) >>> 2) & 15]
  const length = (((bytes[at + 3] as number) & 3) << 11) | ((bytes[at + 4] as number) << 3) | ((bytes[at + 5] as number) >>> 5)
  if (!rate || length < 8) return undefined
  return { bytes: length, seconds: 1024 / rate, kind: String(rate) }
}

/** Where the sound begins behind a tag in front (ID3v2): its length is written in sevens. */
function behindTag(bytes: Buffer): number {
  if (bytes.subarray(0, 3).toString('latin1') !== 'ID3' || bytes.length < 10) return 0
  return 10 + bytes.subarray(6, 10).reduce((sum, one) => (sum << 7) | (one & 0x7f), 0)
}

/** A tag at the end (ID3v1), and what a recorder that was switched off left unfinished. */
const MOST_BEHIND = 8_192
/** A quarter of a second. */
const FEWEST = 10

function framesOf(bytes: Buffer, read: ReadFrame): Sound | undefined {
  let at = behindTag(bytes)
  const first = read(bytes, at)
  const frames: Buffer[] = []
  let seconds = 0
  for (let frame = first; frame && frame.kind === first?.kind && at + frame.bytes <= bytes.length; frame = read(bytes, at)) {
    frames.push(bytes.subarray(at, at + frame.bytes))
    seconds += frame.seconds
    at += frame.bytes
  }
  if (frames.length < FEWEST || bytes.length - at > MOST_BEHIND) return undefined
  return { data: Buffer.concat(frames), seconds }
}

/** The sound of an MP3 without its tags; undefined when it is none. */
export const mp3Sound = (bytes: Buffer): Sound | undefined => framesOf(bytes, mp3Frame)
/** The sound of an AAC file (ADTS) without tags; undefined when it is none. */
export const aacSound = (bytes: Buffer): Sound | undefined => framesOf(bytes, aacFrame)
