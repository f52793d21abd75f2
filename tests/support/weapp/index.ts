export { type App, launch } from './launch'
export { spin } from './nutui'
export { newPhone, type Phone } from './phone'
