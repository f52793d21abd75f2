/** An id: of a person, a case, a place, a picture. */
export const ID = /^[0-9A-Za-z]{1,26}$/
/** What a declaration calls a kind, a state, a move or a question. */
export const NAME = /^[A-Za-z][A-Za-z0-9]{0,39}$/
