/** An id: of a person, a case, a place, a picture. */
export const ID = /^[0-9A-Za-z]{1,26}$/
/** A page's part of an address: nothing that a path or a page could read otherwise. */
export const SLUG = /^[a-z0-9-]{1,60}$/
/** A receipt number or the number of a certificate, as it may be typed. */
export const NUMBER = /^[0-9A-Za-z-]{9,13}$/
/** What a declaration calls a kind, a state, a move or a question. */
export const NAME = /^[A-Za-z][A-Za-z0-9]{0,39}$/
