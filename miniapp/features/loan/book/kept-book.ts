import type { BookView } from '@shared/features/loan/book.api'
import { useEffect, useState } from 'react'
import { get } from '../../../core/api'
import { type Loaded, useLoaded } from '../../../core/loaded'
import { asRefusal } from '../../../core/refusal'
import { restoreSession, session } from '../../../core/session'
import { forget, keep, recall } from '../../../core/storage'

interface Kept {
  book: BookView
  /** milliseconds */
  at: number
}

const KEPT_MS = 30 * 86_400_000
const keyOf = (account: string, id: string): string => `loanBook:${account}:${id}`

async function fetchBook(id: string): Promise<BookView> {
  try {
    const book = await get<BookView>(`/loan/books/${id}`)
    const account = session()?.account.id
    // Who signed out while it was on its way leaves nothing behind.
    if (account) await keep(keyOf(account, id), { book, at: Date.now() })
    return book
  } catch (reason) {
    const account = session()?.account.id
    if (account && asRefusal(reason).code === 'notFound') await forget(keyOf(account, id))
    throw reason
  }
}

async function keptBook(id: string): Promise<Kept | undefined> {
  await restoreSession()
  const account = session()?.account.id
  const kept = account ? await recall<Kept>(keyOf(account, id)) : undefined
  return kept && Date.now() - kept.at < KEPT_MS ? kept : undefined
}

interface KnownBook {
  /** what the page needs before it can show anything */
  of: Pick<Loaded<BookView>, 'data' | 'problem' | 'reload'>
  /** when it was fetched, milliseconds, as long as nothing newer has come */
  old: number | undefined
}

/** Her loan: at once what the phone has kept, then what the cloud says. */
export function useBook(id: string): KnownBook {
  const fresh = useLoaded(() => fetchBook(id), [id], { onShow: true })
  const [kept, setKept] = useState<Kept>()
  useEffect(() => {
    void keptBook(id).then(setKept)
  }, [id])
  const { data, problem, reload } = fresh
  if (data || problem?.code === 'notFound') return { of: fresh, old: undefined }
  return { of: { data: kept?.book, problem, reload }, old: kept?.at }
}
