import type { Photo, Policy } from './loan.policy'

type About = Readonly<Record<string, unknown>>

const photosIn = ({ policy }: About): readonly Photo[] | undefined => (policy as Policy | null | undefined)?.papers.photos

/** Whether a paper is photographed under the policy that holds for her: one that names none asks the usual ones. */
export const isAsked = (photo: Photo) => (about: About) => photosIn(about)?.includes(photo) ?? photo !== 'otherPapers'

/** Whether that policy insists on a paper that is usually left to her. */
export const isNeeded = (photo: Photo) => (about: About) => photosIn(about)?.includes(photo) === true
