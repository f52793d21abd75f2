import type { OPENED, Part } from './child.parts'

/** What the parts of a record and the steps of its life are called by those who work with it. */
export const PART_TITLES: Readonly<Record<Part | (typeof OPENED)[number], string>> = {
  identity: '孩子是谁',
  contact: '怎么联系孩子',
  household: '户口和家里',
  health: '身体情况',
  schooling: '上学情况',
  guardian: '监护人和照看的人',
  risk: '风险',
  care: '需要什么',
  photo: '照片',
  consents: '同意书',
}

/** Who looks at a list of steps reads these; what a new version of the cloud adds is a change all the same. */
export const STEPS: Readonly<Record<string, string>> = {
  begin: '登记了代号',
  register: '监护人同意，登记了',
  correct: '更正了',
  consent: '监护人同意了',
  withdraw: '监护人撤回了',
  close: '关爱结束',
  reopen: '恢复了关爱',
  duty: '改了法定职责',
  ask: '申请查看',
  emergency: '紧急查看',
  approve: '同意了查看',
  refuse: '没有同意查看',
  giveUp: '收回了查看申请',
  read: '看了',
  reveal: '爱心妈妈看了联系办法',
  reviewRight: '复核：紧急查看应该',
  reviewWrong: '复核：紧急查看不该',
  double: '身份证号和别的档案相同',
  photoEnd: '照片到期，销毁了',
  erase: '档案销毁了',
}
