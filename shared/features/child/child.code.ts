/**
 * Coded names (代号) that can be said aloud: a plant and a number. Drawn by lot, so that nobody who knows the register, the village or
 * the order of registration can tell whose a code is, and no two children of a county ever have the same one.
 */
const PLANTS =
  '银杏 青松 翠竹 石榴 枇杷 樱桃 核桃 板栗 杨梅 柑橘 柚子 山楂 海棠 玉兰 木槿 蔷薇 芍药 牡丹 荷花 菱角 芦苇 水杉 香樟 梧桐 白杨 垂柳 榆树 槐树 桑树 茶树 油菜 小麦 水稻 高粱 玉米 大豆 花生 芝麻 棉花 向日葵 南瓜 冬瓜 丝瓜 豌豆 蚕豆 萝卜 白菜 菠菜 芹菜 茄子 辣椒 红薯 莲藕 百合 茉莉 栀子 紫薇 月季 腊梅 迎春 杜鹃 山茶 薄荷 艾草'
    .split(' ')
    .filter((name) => name.length === 2)
const [LEAST, NUMBERS] = [100, 900]

/** A coded name like `银杏207` from two random whole numbers. */
export function codedName(random: ArrayLike<number>): string {
  if (random.length < 2) throw new RangeError('2 random numbers are needed')
  return `${PLANTS[(random[0] as number) % PLANTS.length]}${LEAST + ((random[1] as number) % NUMBERS)}`
}

/** What a coded name looks like. */
export const CODED = /^\p{Script=Han}{2}[1-9]\d{2}$/u
