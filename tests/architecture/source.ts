import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export const root = path.resolve(__dirname, '../..')

/** A file of the repository: its path from the root with forward slashes, and its text. */
export interface Source {
  path: string
  text: string
}

/** A rule reads one file and says in words what breaks it. */
export type Rule = (source: Source) => string[]

/** Every file under these folders whose name ends so. */
export function sourcesUnder(folders: readonly string[], ending = /\.tsx?$/): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && ending.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => ({ path: path.relative(root, file).split(path.sep).join('/'), text: readFileSync(file, 'utf8') })),
  )
}

/** What these files break, each with its path in front. */
export const broken = (rule: Rule, sources: readonly Source[]): string[] =>
  sources.flatMap((source) => rule(source).map((words) => `${source.path}: ${words}`))

/** Calls `visit` for every node; comments are no nodes, so words in them never count. */
export function walk({ path: name, text }: Source, visit: (node: ts.Node) => void): void {
  const into = (node: ts.Node) => {
    visit(node)
    ts.forEachChild(node, into)
  }
  into(ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS))
}

/** The text of a string, or a whole template as it is written. */
export const textIn = (node: ts.Node): string | undefined => {
  if (ts.isTemplateExpression(node)) return node.getText()
  return ts.isStringLiteralLike(node) ? node.text : undefined
}
