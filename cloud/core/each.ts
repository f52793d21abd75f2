/**
 * Does a piece of work with each of them, one after another: one that cannot go on keeps none of the others waiting.
 * @throws what the first of those threw, when all have had their turn
 */
export async function withEach<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const broken: unknown[] = []
  for (const one of all) await work(one).catch((error) => broken.push(error))
  if (broken.length > 0) throw broken[0]
}
