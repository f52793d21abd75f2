export type { Held, Network, Outgoing, Picks } from './hitches'
export { type App, type Launch, launch, type Measure } from './launch'
export type { Where } from './look'
export { spin } from './nutui'
export {
  type ModalAnswer,
  type ModalQuestion,
  type NewPhone,
  newPhone,
  type Phone,
  type Photo,
  type SheetAnswer,
  type SubscribeAnswer,
} from './phone'
export type { ViewNode } from './tree'
