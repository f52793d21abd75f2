const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** A made-up number with the right check character: the place does not exist, the 17th figure is a woman's. */
export function idCardOf(birthday: string, nth: number): string {
  const body = `${990101 + Math.floor(nth / 100)}${birthday.replace(/-/g, '')}${String(nth % 100).padStart(2, '0')}2`
  return body + '10X98765432'[[...body].reduce((sum, figure, i) => sum + Number(figure) * (WEIGHTS[i] as number), 0) % 11]
}

let given = 100

/** A number that nobody in this file of tests has yet. */
export const newIdCard = (birthday: string): string => idCardOf(birthday, given++)
