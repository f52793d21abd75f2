/** Whom to call, wherever help is spoken of; the nearest danger first. */
export const HOTLINES = [
  { number: '110', name: '报警', what: '有危险，马上打' },
  { number: '12338', name: '妇女维权', what: '妇女维权热线，说说心里话也行' },
  { number: '12348', name: '法律援助', what: '法律援助，免费问律师' },
  { number: '12345', name: '政务服务', what: '政务服务热线，不知道找谁就打它' },
  { number: '12355', name: '青少年', what: '青少年服务台，孩子和家长都能打' },
] as const
