import { type Fields, type Host, isRun, textOf } from '../types'
import { type ApiSet, WxFailure } from './answer'
import { needsPermission, needsPrivacy } from './consent'
import { baseName, extension } from './transfer'

// one white point: what a canvas of this phone always shows
const POINT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg=='

const PICTURES = ['jpg', 'jpeg', 'png', 'gif', 'webp']
const DOCUMENTS = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf']

/** Photographs come from the test (`phone.photos`), files lie in `phone.files`. */
export function mediaApis(host: Host): ApiSet {
  const { phone } = host
  let made = 0
  const keep = (name: string, bytes: Buffer) => {
    const path = `http://tmp/${++made}-${name}`
    phone.files.set(path, bytes)
    return path
  }
  const read = (path: unknown) => {
    const bytes = phone.files.get(textOf(path))
    if (!bytes) throw new WxFailure(`no such file or directory, open "${textOf(path)}"`)
    return bytes
  }
  const choose = (options: Fields) => {
    needsPrivacy(host)
    const chosen = phone.photos.splice(0, Number(options.count) || 9)
    if (chosen.length === 0) throw new WxFailure('cancel')
    return chosen.map(({ name, bytes, kind }) => ({ tempFilePath: keep(name, bytes), size: bytes.length, fileType: kind }))
  }
  const recorder = newRecorder(host, (bytes) => keep('recording.mp3', bytes))
  const text = (bytes: Buffer, encoding: unknown) => (encoding ? bytes.toString(textOf(encoding) as BufferEncoding) : bytes)
  const bytesOf = ({ data, encoding }: Fields) => Buffer.from(textOf(data), (textOf(encoding) || 'utf8') as BufferEncoding)

  return {
    async: {
      chooseMedia: (options) => ({ tempFiles: choose(options), type: 'mix' }),
      chooseImage: (options) => {
        const tempFiles = choose(options)
        return {
          tempFilePaths: tempFiles.map((file) => file.tempFilePath),
          tempFiles: tempFiles.map(({ tempFilePath: path, size }) => ({ path, size })),
        }
      },
      chooseMessageFile: (options) => {
        needsPrivacy(host)
        const chosen = phone.chatFiles.splice(0, Number(options.count) || 1)
        if (chosen.length === 0) throw new WxFailure('cancel')
        const tempFiles = chosen.map(({ name, bytes }) => ({ path: keep(name, bytes), name, size: bytes.length, type: 'file' }))
        return { tempFiles }
      },
      compressImage: ({ src }) => ({ tempFilePath: keep(baseName(textOf(src)), read(src)) }),
      getImageInfo: ({ src }) => ({ width: 100, height: 100, path: src, orientation: 'up', type: 'jpeg' }),
      saveImageToPhotosAlbum: ({ filePath }) => {
        needsPrivacy(host)
        const bytes = read(filePath)
        if (!PICTURES.includes(extension(textOf(filePath)))) throw new WxFailure('invalid file type')
        needsPermission(host, 'scope.writePhotosAlbum')
        phone.album.push(bytes)
      },
      canvasToTempFilePath: () => ({ tempFilePath: keep('canvas.png', Buffer.from(POINT, 'base64')) }),
      previewImage: () => {},
      previewMedia: () => {},
      openDocument({ filePath, fileType = extension(textOf(filePath)) }) {
        if (!DOCUMENTS.includes(textOf(fileType))) throw new WxFailure('filetype not supported')
        phone.opened.push({ type: textOf(fileType), bytes: read(filePath) })
      },
      scanCode() {
        const result = phone.scans.shift()
        if (result === undefined) throw new WxFailure('cancel')
        return { result, path: result, scanType: 'QR_CODE', charSet: 'utf-8' }
      },
    },
    direct: {
      createInnerAudioContext: () => newPlayer(host),
      getRecorderManager: () => recorder,
      getFileSystemManager: () => ({
        readFileSync: (path: unknown, encoding: unknown) => host.realm.adopt(text(read(path), encoding)),
        writeFileSync: (path: unknown, data: unknown, encoding: unknown) => void phone.files.set(textOf(path), bytesOf({ data, encoding })),
        unlinkSync: (path: unknown) => void phone.files.delete(textOf(path)),
        statSync: (path: unknown) => host.realm.adopt({ size: read(path).length }),
        // a temporary file becomes one that outlives the app
        saveFileSync(path: unknown) {
          const saved = `http://store/${++made}-${baseName(textOf(path))}`
          phone.files.set(saved, read(path))
          phone.files.delete(textOf(path))
          return saved
        },
      }),
    },
  }
}

/** The phone's one recorder: what is said into it comes from the test (`phone.spoken`). */
function newRecorder(host: Host, keep: (bytes: Buffer) => string): Fields {
  const { phone } = host
  const heard = new Map<string, (told: unknown) => void>()
  const tell = (name: string, told: Fields = {}) => host.turns.later(`recorder ${name}`, () => heard.get(name)?.(host.realm.adopt(told)))
  const recorder: Fields = {}
  for (const name of ['Start', 'Stop', 'Error', 'InterruptionBegin'])
    recorder[`on${name}`] = (run: unknown) => isRun(run) && void heard.set(name, (told) => run(told))
  let going = false
  recorder.start = () => {
    if (phone.permissions['scope.record'] === false) return tell('Error', { errMsg: 'operateRecorder:fail auth deny' })
    going = true
    tell('Start')
  }
  recorder.stop = () => {
    const spoken = going ? phone.spoken.shift() : undefined
    going = false
    if (spoken) tell('Stop', { tempFilePath: keep(spoken), duration: 3000, fileSize: spoken.length })
    else tell('Error', { errMsg: 'operateRecorder:fail recorder not start' })
  }
  return recorder
}

/** A player that remembers what was asked of it; time passes when a test says so. */
function newPlayer(host: Host): Fields {
  const heard = new Map<string, () => void>()
  const asked: string[] = []
  const tell = (name: string) => host.turns.later(`audio ${name}`, () => heard.get(name)?.())
  const player: Fields = { src: '', currentTime: 0, obeyMuteSwitch: true }
  for (const name of ['TimeUpdate', 'Play', 'Pause', 'Ended', 'Error', 'Stop', 'Canplay', 'Waiting', 'Seeking', 'Seeked'])
    player[`on${name}`] = (run: unknown) => isRun(run) && void heard.set(name, () => run({}))
  const doing = (name: string, told?: string) => () => {
    asked.push(name)
    if (told) tell(told)
  }
  Object.assign(player, {
    play: doing('play', 'Play'),
    pause: doing('pause', 'Pause'),
    stop: doing('stop', 'Stop'),
    destroy: doing('destroy'),
  })
  player.seek = (at: unknown) => {
    asked.push(`seek ${at}`)
    player.currentTime = Number(at)
    tell('TimeUpdate')
  }
  const passes = (seconds: number) => {
    player.currentTime = seconds
    tell('TimeUpdate')
  }
  host.phone.players.push({ asked, passes, fails: () => tell('Error'), src: () => textOf(player.src) })
  return player
}

/** A picture for a canvas: it loads when it is one that the phone has. */
function newPicture(host: Host): Fields {
  const picture: Fields = { width: 0, height: 0 }
  let src = ''
  Object.defineProperty(picture, 'src', {
    get: () => src,
    set: (path: unknown) => {
      src = textOf(path)
      const told = host.phone.files.has(src) ? 'onload' : 'onerror'
      host.turns.later(`picture ${told}`, () => {
        const run = picture[told]
        if (isRun(run)) run()
      })
    },
  })
  return picture
}

/** What a selector query gives as a canvas node: it takes every stroke and remembers none. */
export function canvasNode(host: Host): Fields {
  const pen: unknown = new Proxy(
    {},
    {
      get: (target, key) =>
        Reflect.get(target, key) ??
        ((words: unknown) => {
          if (key === 'fillText') host.phone.written.push(textOf(words))
          return { width: 0, addColorStop: () => {} }
        }),
      set: Reflect.set,
    },
  )
  const toDataURL = () => `data:image/png;base64,${POINT}`
  return { width: 300, height: 150, getContext: () => pen, toDataURL, createImage: () => newPicture(host) }
}
