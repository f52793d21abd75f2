import { type Fields, fieldsOf, type Host, isFields, textOf } from '../types'
import { type ApiSet, WxFailure } from './answer'
import { type Carrier, type Parcel, REQUEST_TIMEOUT } from './carry'
import { checkUrl, headersOf, parcelOf, resultOf, tasking } from './request'

const CONTAINER_TIMEOUT = 15_000
const CONTAINER_BODY = 100 * 1024
const DOWNLOAD = 200 * 1024 * 1024
const TYPES: Record<string, string> = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', mp4: 'video/mp4', pdf: 'application/pdf' }

export const baseName = (file: string) => file.slice(file.lastIndexOf('/') + 1)
export const extension = (file: string) => baseName(file).split('.').slice(1).pop() ?? ''

/** A temporary file is called by its content type, not by the address. */
function endingOf(header: Record<string, string>): string {
  const said = Object.entries(header).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const [type = ''] = said.split(';')
  const ending = type.trim() === 'application/json' ? 'json' : Object.keys(TYPES).find((name) => TYPES[name] === type.trim())
  return ending ? `.${ending}` : ''
}

function uploadOf(host: Host, options: Fields): Parcel {
  const url = checkUrl(host, options.url)
  const path = textOf(options.filePath)
  const bytes = host.phone.files.get(path)
  if (!bytes) throw new WxFailure(`createUploadTask:fail file not found ${path}`)
  if (!options.name) throw new WxFailure('parameter error: parameter.name should be String')
  const boundary = `----phone${bytes.length}x${host.calls.length}`
  const head = (disposition: string, type = '') => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${type}\r\n`
  const fields = Object.entries(fieldsOf(options.formData)).map(([name, value]) =>
    Buffer.from(`${head(`name="${name}"`)}${textOf(value)}\r\n`),
  )
  const type = `Content-Type: ${TYPES[extension(path)] ?? 'application/octet-stream'}\r\n`
  const file = [Buffer.from(head(`name="${textOf(options.name)}"; filename="${baseName(path)}"`, type)), bytes]
  const headers = { ...headersOf(options), 'Content-Type': `multipart/form-data; boundary=${boundary}` }
  const body = Buffer.concat([...fields, ...file, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { url, method: 'POST', headers, body, timeout: Number(options.timeout) || REQUEST_TIMEOUT }
}

/** The private way to 微信云托管: no address, a service's name instead, and WeChat says who asks. */
function containerOf(host: Host, options: Fields): Parcel {
  const path = textOf(options.path)
  const headers = headersOf(options)
  if (!path.startsWith('/')) throw new WxFailure(`invalid path "${path}"`)
  if (!Object.keys(headers).some((name) => name.toLowerCase() === 'x-wx-service')) throw new WxFailure('header X-WX-SERVICE is missing')
  const trusted = { 'X-WX-OPENID': host.phone.openid, 'X-WX-APPID': 'touristappid', 'X-WX-SOURCE': 'wx_client' }
  const parcel = parcelOf(new URL(path, host.phone.cloud).href, options, CONTAINER_TIMEOUT)
  if ((parcel.body?.length ?? 0) > CONTAINER_BODY) throw new WxFailure('request data exceeds 100 KB')
  return { ...parcel, headers: { ...parcel.headers, ...trusted }, timeout: Math.min(parcel.timeout, CONTAINER_TIMEOUT) }
}

export function transferApis(host: Host, carrier: Carrier): ApiSet {
  let downloads = 0
  const uploadFile = tasking(host, 'uploadFile', (options) => ({
    carried: carrier.carry(uploadOf(host, options)),
    // unlike request's, an upload's answer stays text
    result: (reply) => ({ ...resultOf(reply, { dataType: 'text' }) }),
  }))
  const downloadFile = tasking(host, 'downloadFile', (options) => {
    const url = checkUrl(host, options.url)
    const headers = headersOf(options)
    const wanted = textOf(options.filePath)
    return {
      carried: carrier.carry({ url, method: 'GET', headers, body: undefined, timeout: Number(options.timeout) || REQUEST_TIMEOUT }),
      // any status is a success, and what came with it is in the file
      result({ statusCode, header, body }) {
        if (body.length > DOWNLOAD) throw new WxFailure('exceed max file size')
        const path = wanted || `http://tmp/download-${++downloads}${endingOf(header)}`
        host.phone.files.set(path, body)
        return { statusCode, ...(wanted ? { filePath: path } : { tempFilePath: path }) }
      },
    }
  })

  let ready = false
  const callContainer = tasking(host, 'cloud.callContainer', (options) => {
    if (!ready) throw new WxFailure("Cloud API isn't enabled, please call wx.cloud.init first")
    return {
      carried: carrier.carry(containerOf(host, options)),
      result(reply) {
        if (reply.body.length > CONTAINER_BODY) throw new WxFailure('response data exceeds 100 KB')
        return { ...resultOf(reply, options), callID: 'call' }
      },
    }
  })
  const cloud = {
    init: () => {
      ready = true
    },
    // without callbacks it gives a promise, unlike request
    callContainer: (options: unknown) => {
      if (!isFields(options) || options.success || options.fail || options.complete) return callContainer(options)
      return new host.realm.Promise((success, fail) => callContainer({ ...options, success, fail }))
    },
  }
  return { direct: { uploadFile, downloadFile, cloud } }
}
