/** The three levels of the Federation. */
export const LEVELS = ['village', 'town', 'county'] as const
export type Level = (typeof LEVELS)[number]

/** Offices of other bodies that act on the cases handed to them (联动单位), and on nothing else. */
export const PARTNERS = ['hr', 'guarantor', 'bank', 'finance'] as const
export type PartnerRole = (typeof PARTNERS)[number]

/** Desks of the Federation itself that look over what it publishes (三审): like offices they act on what is handed to them, and on nothing else. */
export const DESKS = ['editor', 'section', 'leader'] as const

/** Whatever acts where a case was handed to it, by the id of its office. */
export const OFFICES = [...PARTNERS, ...DESKS] as const
export type OfficeRole = (typeof OFFICES)[number]

export const ROLES = [...LEVELS, ...OFFICES] as const
export type Role = (typeof ROLES)[number]

export const ROLE_NAMES: Record<Role, string> = {
  village: '村妇联',
  town: '镇妇联',
  county: '县妇联',
  hr: '人社部门',
  guarantor: '担保机构',
  bank: '经办银行',
  finance: '财政部门',
  editor: '编辑（初审）',
  section: '科室负责人（复审）',
  leader: '分管领导（终审）',
}

/** A place with the places above it. Ids are stable; names and codes are looked up. A town's chain has no village. */
export interface PlaceChain {
  village?: string
  town?: string
  county: string
}

/** What an account may do: a role at a place, which covers the places below it. */
export interface Grant {
  role: Role
  place: string
}

export const isLevel = (role: string): role is Level => (LEVELS as readonly string[]).includes(role)
export const isOffice = (role: string): role is OfficeRole => (OFFICES as readonly string[]).includes(role)

/** Whether what is granted at a place holds here: it is this place or one above it. */
export const covers = (place: string, here: PlaceChain): boolean => [here.village, here.town, here.county].includes(place)

/** The most specific level that a chain names. */
export const levelOf = (chain: PlaceChain): Level => (chain.village ? 'village' : chain.town ? 'town' : 'county')

/** The id of the most specific place in a chain. */
export const placeIdOf = (chain: PlaceChain): string => chain.village ?? chain.town ?? chain.county
