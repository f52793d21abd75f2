import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root, sourcesUnder } from './source'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const pages = ['README.md', ...readdirSync(path.join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))]
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name as string)

const known = new Set(Object.keys(JSON.parse(read('package.json')).scripts))
const unknownCommands = (text: string) => found(text, /npm run ([\w:-]+)/g).filter((name) => !known.has(name))

const code = sourcesUnder(['cloud'])
  .map(({ text }) => text)
  .join('\n')
const measured = new Set(found(code, /'(jinguo_\w+)'/g))
// What Prometheus itself adds to the name of a histogram.
const unknownFigures = (text: string) =>
  found(text, /\b(jinguo_\w+)/g).filter((name) => !measured.has(name.replace(/_(count|sum|bucket)$/, '')))

it.each(pages)('%s names only commands and figures that there are', (page) => {
  expect([...unknownCommands(read(page)), ...unknownFigures(read(page))]).toEqual([])
})

it('names a command and a figure that there are not', () => {
  expect(unknownCommands('`npm run backup`、`npm run back-up`')).toEqual(['back-up'])
  expect(unknownFigures('jinguo_http_request_seconds_count > jinguo_http_seconds')).toEqual(['jinguo_http_seconds'])
})
