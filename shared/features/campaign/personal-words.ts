/** Something in a draft that may point to a real person: shown to its author before anybody reviews it, and left to her. */
export interface PersonalWord {
  sort: 'idCard' | 'phone' | 'child'
  words: string
}

export const PERSONAL_NAMES: Readonly<Record<PersonalWord['sort'], string>> = {
  idCard: '像身份证号',
  phone: '像私人电话',
  child: '像孩子的真名',
}

// No look-behind: older phones do not even read a program that has one.
const ID_CARD = /(?:^|\D)([1-9]\d{16}[\dXx])(?!\d)/g
const PHONE = /(?:^|\D)(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/g
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
const DOUBLE_SURNAMES = '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|夏侯|司徒|司空|端木|轩辕|长孙|宇文|独孤|南宫|闻人|拓跋|呼延'
/** A full name before an age below 18, or behind a word for a child. */
const NAME = `(?:${DOUBLE_SURNAMES}|[${SURNAMES}])[\\u4e00-\\u9fa5]{1,2}?`
const AGED = new RegExp(
  `(${NAME})(?:[，,（(]?(?:今年|才|刚|刚满|只有)?)(1[0-7]|[1-9]|十[一二三四五六七]?|[一二三四五六七八九])(?:周?岁)`,
  'g',
)
const CALLED = new RegExp(`(?:学生|孩子|女儿|儿子|女孩|男孩|小朋友|同学|孙女|孙子)(?:叫|名叫|是)?(${NAME})(?=[，。、；：（(\\s]|$)`, 'g')

/** A full name with a school or a form behind it, e.g. `李丽，三年级`. */
const AT_SCHOOL = new RegExp(
  `(${NAME})[，,（(]?(?:在|是|读|上|正读|正上)?(?:[一二三四五六七八九1-9]年级|小学|初[一二三中]|高[一二三中]|中学|幼儿园|学前班)`,
  'g',
)

function found(sort: PersonalWord['sort'], text: string, pattern: RegExp): PersonalWord[] {
  const words: PersonalWord[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) words.push({ sort, words: match[1] as string })
  return words
}

/** What in a text looks like an ID number, a private telephone or the name of a child; each once, in the order of sorts. */
export function personalWordsIn(text: string): PersonalWord[] {
  const all = [
    ...found('idCard', text, ID_CARD),
    ...found('phone', text, PHONE),
    ...found('child', text, AGED),
    ...found('child', text, CALLED),
    ...found('child', text, AT_SCHOOL),
  ]
  return all.filter(({ words }, i) => all.findIndex((one) => one.words === words) === i)
}
