const Sequencer = require('@jest/test-sequencer').default

/** What takes longest begins first, so that no worker waits for it at the end: the promises of safety, then what drives a browser. */
const FIRST = [/[\\/]trust[\\/](access|fuzz|statements|proofs)/, /[\\/](trust|web)[\\/]/]

module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => FIRST.findIndex((pattern) => pattern.test(path)) + 1 || FIRST.length + 1
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b))
  }
}
