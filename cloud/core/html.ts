const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Words as they may stand between tags and inside a quoted attribute. */
export const safe = (words: string): string => words.replace(/[&<>"']/g, (mark) => MARKS[mark] as string)
