import { needs } from '@shared/features/child/child.words'
import type { ProposedChild } from '@shared/features/pairing/pairing.schema'
import { View } from '@tarojs/components'

const DISTANCES: Readonly<Record<ProposedChild['distance'], string>> = {
  sameVillage: '就在您村里',
  sameTown: '在您镇上',
  sameCounty: '在本县别的镇',
  farther: '比较远',
}
const sayNeeds = (of: readonly string[]): string =>
  needs
    .filter(({ value }) => of.indexOf(value) >= 0)
    .map(({ label }) => label)
    .join('、') || '还没有写'

/** What a caring mother may know of a child from the first moment on: nothing that names it. */
export const ChildFacts = ({ child: { ageBand, distance, needs: needed } }: { child: ProposedChild }) => (
  <View className="child-facts">
    <Fact name="年龄">{ageBand ?? '还没有写'}</Fact>
    <Fact name="远近">{DISTANCES[distance]}</Fact>
    <Fact name="需要">{sayNeeds(needed)}</Fact>
  </View>
)

/** One thing with its name before it. */
export const Fact = ({ name, children }: { name: string; children: string }) => (
  <View className="row top gap-s fact">
    <View className="note fact-name">{name}</View>
    <View className="grow">{children}</View>
  </View>
)
