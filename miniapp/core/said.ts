/** A few words about how something stands, with the colour that goes with them. */
export interface Said {
  words: string
  tone: 'ok' | 'wait' | 'danger' | 'plain'
}
