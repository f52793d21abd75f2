interface Law {
  /** the name on the law's first page */
  full: string
  /** the year of the version that the texts were checked against */
  year: number
  /** the numbers of its first and last article, as counted in that version */
  first: number
  last: number
}

/**
 * The laws that texts may cite, by the short name that people say.
 * Of the 民法典 only the books on marriage, family and inheritance: an article outside them was not checked.
 */
export const laws: Readonly<Record<string, Law>> = {
  宪法: { full: '中华人民共和国宪法', year: 2018, first: 1, last: 143 },
  妇女权益保障法: { full: '中华人民共和国妇女权益保障法', year: 2022, first: 1, last: 86 },
  反家庭暴力法: { full: '中华人民共和国反家庭暴力法', year: 2015, first: 1, last: 38 },
  民法典: { full: '中华人民共和国民法典', year: 2020, first: 1040, last: 1163 },
  未成年人保护法: { full: '中华人民共和国未成年人保护法', year: 2024, first: 1, last: 132 },
  禁毒法: { full: '中华人民共和国禁毒法', year: 2007, first: 1, last: 71 },
  农村土地承包法: { full: '中华人民共和国农村土地承包法', year: 2018, first: 1, last: 70 },
  村民委员会组织法: { full: '中华人民共和国村民委员会组织法', year: 2018, first: 1, last: 41 },
  法律援助法: { full: '中华人民共和国法律援助法', year: 2021, first: 1, last: 71 },
  女职工劳动保护特别规定: { full: '女职工劳动保护特别规定', year: 2012, first: 1, last: 16 },
  社会救助暂行办法: { full: '社会救助暂行办法', year: 2019, first: 1, last: 70 },
}
