import { createContext } from 'react'
import type { PictureQueue } from './picture-queue'

/** A queue that outlives the page: where a draft has one, its pictures go through it. */
export const LastingQueue = createContext<PictureQueue | undefined>(undefined)
