import { SLUG } from '@shared/core/names'
import { useEffect, useRef, useState } from 'react'
import { get } from '../../../core/api'
import type { FormAnswers } from '../../../core/field-form'

const ASK_AFTER_MS = 600

interface Asked {
  /** something new is being written: what is there keeps its address */
  wanted: boolean
  campaign: string | undefined
  answers: FormAnswers
  change: (name: string, value: unknown) => void
}

/**
 * Gives something new an address made of its title as long as she has not written one herself, and says whether hers is free. Without
 * signal nothing is said: the cloud judges when it is saved.
 * @returns words below the address
 */
export function useAddress({ wanted, campaign, answers: { title, slug }, change }: Asked): string | undefined {
  const given = useRef<string>()
  const [note, setNote] = useState<string>()
  const own = slug !== undefined && slug !== given.current
  const asked = own ? String(slug) : undefined
  const named = own ? undefined : typeof title === 'string' && title.trim() !== '' ? title.trim() : undefined
  useEffect(() => {
    setNote(undefined)
    if (!wanted || (asked === undefined ? named === undefined : !SLUG.test(asked))) return
    let over = false
    const timer = setTimeout(() => {
      get<{ slug: string; free: boolean }>('/campaign-addresses', { campaign, slug: asked, title: named }).then(
        (told) => {
          if (over) return
          if (asked === undefined) {
            given.current = told.slug
            change('slug', told.slug)
          }
          setNote(told.free ? '这个网址还没有人用，可以' : '这个网址已经有了，换一个')
        },
        () => undefined,
      )
    }, ASK_AFTER_MS)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [wanted, campaign, asked, named, change])
  return note
}
