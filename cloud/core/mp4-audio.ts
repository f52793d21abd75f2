import type { Sound } from './mpeg-audio'

interface Box {
  type: string
  /** where its content begins and ends */
  from: number
  until: number
}

/** The boxes of a part of the file; undefined when they do not fill it (ISO 14496-12, 4.2). */
function boxesIn(bytes: Buffer, from: number, until: number): Box[] | undefined {
  const boxes: Box[] = []
  let at = from
  while (at < until) {
    if (at + 8 > until) return undefined
    const size = bytes.readUInt32BE(at)
    const end = size === 0 ? until : at + size
    // Larger than 4 GB (size 1) is no recording of ours.
    if (size === 1 || end < at + 8 || end > until) return undefined
    boxes.push({ type: bytes.subarray(at + 4, at + 8).toString('latin1'), from: at + 8, until: end })
    at = end
  }
  return boxes
}

const MORE_INSIDE = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl'])
/** What a player needs; anything else (tags, places, pictures, words of a program) is emptied where it stands, for offsets must stay. */
const KEPT = new Set([
  ...['ftyp', 'mdat', 'mvhd', 'tkhd', 'edts', 'mdhd', 'hdlr', 'smhd', 'dinf', 'iods'],
  ...['stsd', 'stts', 'stsc', 'stsz', 'stco', 'co64', 'stss', 'ctts', 'sgpd', 'sbgp', ...MORE_INSIDE],
])

/** No recorder makes as many, nor as many levels of them. */
const [MOST_BOXES, MOST_LEVELS] = [1_000, 6]

/** All boxes with those inside them; undefined when they are not in order. */
function allBoxes(bytes: Buffer, from = 0, until = bytes.length, level = 0): Box[] | undefined {
  const own = level > MOST_LEVELS ? undefined : boxesIn(bytes, from, until)
  if (!own || own.length > MOST_BOXES) return undefined
  const all: Box[] = []
  for (const box of own) {
    const inside = MORE_INSIDE.has(box.type) ? allBoxes(bytes, box.from, box.until, level + 1) : []
    if (!inside || all.length > MOST_BOXES) return undefined
    all.push(box, ...inside)
  }
  return all
}

/** How long it says that it plays: `mvhd` of version 0 or 1. */
function secondsOf(bytes: Buffer, { from, until }: Box): number {
  const long = bytes[from] === 1
  const at = from + (long ? 20 : 12)
  if (at + (long ? 12 : 8) > until) return 0
  const length = long ? Number(bytes.readBigUInt64BE(at + 4)) : bytes.readUInt32BE(at + 4)
  return length / bytes.readUInt32BE(at)
}

/** The sound of an M4A without its tags; undefined when it is none, has pictures that move, or comes in pieces. */
export function mp4Sound(sent: Buffer): Sound | undefined {
  const boxes = allBoxes(sent)
  if (boxes?.[0]?.type !== 'ftyp') return undefined
  const ofType = (type: string) => boxes.filter((box) => box.type === type)
  const said = (box: Box, at: number) => sent.subarray(box.from + at, box.from + at + 4).toString('latin1')
  const [head, ...more] = ofType('mvhd')
  if (!head || more.length > 0 || ofType('mdat').length === 0 || ofType('hdlr').length === 0) return undefined
  if (!ofType('hdlr').every((box) => said(box, 8) === 'soun') || !ofType('stsd').every((box) => said(box, 12) === 'mp4a')) return undefined
  const seconds = secondsOf(sent, head)
  if (!Number.isFinite(seconds) || seconds <= 0) return undefined
  const data = Buffer.from(sent)
  for (const { type, from, until } of boxes) if (!KEPT.has(type)) data.fill(0, from, until).write('free', from - 4, 'latin1')
  return { data, seconds }
}
