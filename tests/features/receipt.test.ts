import { RECEIPT_ALPHABET, readReceipt, receiptNumber } from '@shared/core/receipt'
import fc from 'fast-check'

const isReceiptNumber = (typed: string): boolean => readReceipt(typed) !== undefined
const numbers = fc.array(fc.nat(), { minLength: 8, maxLength: 8 }).map(receiptNumber)
const plain = (number: string) => number.replace(/-/g, '')
const places = [0, 1, 2, 3, 4, 5, 6, 7, 8]

describe('a receipt number', () => {
  it('is right as it is made, however it is typed', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(number).toMatch(new RegExp(`^[${RECEIPT_ALPHABET}]{4}-[${RECEIPT_ALPHABET}]{4}-[${RECEIPT_ALPHABET}]$`))
        for (const typed of [number, plain(number).toLowerCase(), ` ${number.replace(/-/g, ' ')} `]) expect(readReceipt(typed)).toBe(number)
      }),
    )
  })

  it('is never right with one wrong character', () => {
    const wrong = (number: string) =>
      places.flatMap((at) =>
        [...RECEIPT_ALPHABET].filter((c) => c !== number[at]).map((c) => number.slice(0, at) + c + number.slice(at + 1)),
      )
    fc.assert(fc.property(numbers, (number) => wrong(plain(number)).every((typed) => !isReceiptNumber(typed))))
  })

  it('is never right with two different neighbours swapped', () => {
    const swapped = (n: string) => places.slice(1).map((at) => n.slice(0, at - 1) + n[at] + n[at - 1] + n.slice(at + 1))
    fc.assert(fc.property(numbers, (number) => swapped(plain(number)).every((typed) => typed === plain(number) || !isReceiptNumber(typed))))
  })

  it('is never right when a character is missing, doubled or foreign', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom(...places), (number, at) => {
        const [before, rest] = [plain(number).slice(0, at), plain(number).slice(at)]
        for (const typed of [
          before + rest.slice(1),
          `${before}${rest[0]}${rest}`,
          `${before}0${rest.slice(1)}`,
          `${before}八${rest.slice(1)}`,
        ])
          expect(isReceiptNumber(typed)).toBe(false)
      }),
    )
  })

  it('has no characters that are mistaken for each other', () => {
    for (const alike of ['0ODQ', '1IL7', '2Z', '5S', '6G', '8B', 'UV'])
      expect([...alike].filter((c) => RECEIPT_ALPHABET.includes(c)).length).toBeLessThanOrEqual(alike === '0ODQ' ? 2 : 1)
    expect(RECEIPT_ALPHABET).not.toMatch(/[AEIOU]/)
    expect(() => receiptNumber([1, 2, 3])).toThrow(RangeError)
  })
})
