/** The special notice for children under 14 (个人信息保护法 17, 30, 31), version by version: which one was shown is kept with each consent. */
export interface ChildNotice {
  version: number
  from: string
  title: string
  lines: readonly string[]
}

const NOTICES: readonly ChildNotice[] = [
  {
    version: 1,
    from: '2026-01-01',
    title: '孩子信息登记，请监护人先听我们说',
    lines: [
      '谁来登记：您所在村的妇联干部，由县妇联负责。有事找村里，也可以打12345。',
      '登记什么：孩子的姓名、生日、住处、上学、身体、家里情况和您的电话。身份证号可以不填。',
      '为了什么：知道孩子需要什么，安排走访、辅导和陪伴；不拿去做别的，不公开，不给商家。',
      '谁看得到：平时只看得到一个代号、大概年龄和需要什么。要看姓名电话，得写明原因、由另一位干部同意，每看一次都有记录。',
      '留多久：不再需要的时候、孩子满十八岁以后半年、或者您撤回同意以后，就销毁，谁也打不开。',
      '您可以：不同意；只同意一部分；随时看、改、要一份、要求删除；随时撤回。不同意也不影响该有的救助。',
      '给爱心妈妈看、拍照片，要另外问您，可以分开说同意或者不同意。',
      '发现孩子受到伤害，法律要求我们马上报告，这一条不用先问。',
    ],
  },
]

export const isNotice = (version: number): boolean => NOTICES.some((notice) => notice.version === version)
/** The one to be shown on a day (`YYYY-MM-DD`). */
export const noticeOn = (today: string): ChildNotice => NOTICES.filter(({ from }) => from <= today).pop() ?? (NOTICES[0] as ChildNotice)
