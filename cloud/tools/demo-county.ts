import type { CountyFile } from '../features/regions/county'

const village = (id: string, name: string, code: string) => ({ id, name, code })

/** The invented county of every demonstration and test. */
export const demoCounty: CountyFile = {
  fromDay: '2020-01-01',
  county: { id: 'c1', name: '悦江县', code: '990101000000' },
  towns: [
    {
      id: 't1',
      name: '悦来镇',
      code: '990101001000',
      villages: [
        village('v01', '柳溪村', '990101001001'),
        village('v02', '石桥村', '990101001002'),
        village('v03', '梅坪村', '990101001003'),
        village('v04', '竹园村', '990101001004'),
        village('v05', '沙湾村', '990101001005'),
        village('v06', '望江村', '990101001006'),
        village('v07', '青岗村', '990101001007'),
        village('v08', '大树村', '990101001008'),
      ],
    },
    {
      id: 't2',
      name: '桃源镇',
      code: '990101002000',
      villages: [
        village('v09', '桃花村', '990101002001'),
        village('v10', '云岭村', '990101002002'),
        village('v11', '清泉村', '990101002003'),
      ],
    },
  ],
  offices: [
    { id: 'o1', name: '悦江县人社局', role: 'hr' },
    { id: 'o2', name: '悦江县融资担保公司', role: 'guarantor' },
    { id: 'o3', name: '悦江农商银行', role: 'bank' },
    { id: 'o4', name: '悦江县邮储银行', role: 'bank' },
    { id: 'o5', name: '悦江县财政局', role: 'finance' },
    { id: 'o6', name: '悦江县妇联宣传编辑', role: 'editor' },
    { id: 'o7', name: '悦江县妇联权益科', role: 'section' },
    { id: 'o8', name: '悦江县妇联分管领导', role: 'leader' },
  ],
}

/** Cadres and partners: name, role, place. All names are invented. */
export const demoCadres = [
  ['周慧', 'county', 'c1'],
  ['李芳', 'town', 't1'],
  ['何秀兰', 'town', 't2'],
  ['赵敏', 'village', 'v01'],
  ['钱小梅', 'village', 'v02'],
  ['孙玉', 'village', 'v03'],
  ['吴琴', 'village', 'v04'],
  ['郑红', 'village', 'v05'],
  ['冯丽', 'village', 'v06'],
  ['陈霞', 'village', 'v07'],
  ['褚燕', 'village', 'v08'],
  ['卫萍', 'village', 'v09'],
  ['蒋英', 'village', 'v10'],
  ['沈洁', 'village', 'v11'],
  ['韩梅', 'hr', 'o1'],
  ['杨静', 'guarantor', 'o2'],
  ['朱琳', 'bank', 'o3'],
  ['秦岚', 'bank', 'o4'],
  ['许晴', 'finance', 'o5'],
  ['顾岚', 'editor', 'o6'],
  ['邵敏', 'section', 'o7'],
  ['方琼', 'leader', 'o8'],
] as const

const SURNAMES = '王刘陈张林黄罗谢唐曾'
const GIVEN = ['桂兰', '小燕', '凤英', '秀珍', '素华', '春梅', '玉芬', '红霞']

/** Forty women: name, village, birth year, an invented telephone number. */
export const demoWomen = Array.from({ length: 40 }, (_, i) => ({
  name: `${SURNAMES[i % 10]}${GIVEN[(i * 3) % 8]}`,
  village: `v${String((i % 11) + 1).padStart(2, '0')}`,
  birthYear: 1958 + ((i * 7) % 46),
  phone: `1390000${String(1000 + i * 37).slice(-4)}`,
}))
