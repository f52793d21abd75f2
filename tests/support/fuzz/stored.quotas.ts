import { type All, by, told } from './stored.reading'

/** What is kept for villages is what there is when one counts, as long as it is kept, and nothing afterwards. */
export function quotaFaults({ activities, places, quotas }: All): string[] {
  const [placesBy, quotasBy] = [by(places, ({ activityId }) => activityId), by(quotas, ({ activityId }) => activityId)]
  return activities.flatMap((a) => {
    if (a.quotasOpenAt === null) return told([a.reserved !== 0 && `activity ${a.id} keeps ${a.reserved} seats for nobody`])
    if (a.state === 'cancelled') return []
    const kept = quotasBy.get(a.id) ?? []
    const holding = (placesBy.get(a.id) ?? []).filter(({ standing }) => standing === 'seated' || standing === 'offered')
    const counted = kept.map(({ villageId, seats, taken }) => {
      const women = holding.filter((place) => place.villageId === villageId).length
      return women !== taken && `activity ${a.id} counts ${taken} women of ${villageId} who are ${women} (${seats} seats are kept)`
    })
    const left = kept.reduce((sum, { seats, taken }) => sum + Math.max(0, seats - taken), 0)
    const sum = kept.reduce((all, { seats }) => all + seats, 0)
    return told([
      ...counted,
      left !== a.reserved && `activity ${a.id} keeps ${a.reserved} seats, and ${left} are left of what it promised`,
      sum > a.seats && `activity ${a.id} promised ${sum} of ${a.seats} seats`,
    ])
  })
}
