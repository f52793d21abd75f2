import { COVERS, type Cover as CoverName, coverColours } from '@shared/core/covers'
import { Text, View } from '@tarojs/components'
import { motifUri } from './art-uri'
import './art.scss'

interface CoverProps {
  /** one of COVERS; anything else is shown as wheat */
  cover: string
  title: string
  /** a few words under the title */
  sub?: string
}

const nameOf = (cover: string): CoverName => COVERS.find((one) => one === cover) ?? 'wheat'

/** Up to ten characters stand large, longer titles step down so that thirty still fit. */
function sizeOf(title: string): string {
  const count = [...title].length
  return count <= 10 ? '' : count <= 18 ? 'longer' : 'longest'
}

/** A typographic cover: the title over the motif of its sort. It grows with its words. */
export function Cover({ cover, title, sub }: CoverProps) {
  const name = nameOf(cover)
  return (
    <View className={`cover ${sizeOf(title)}`} style={{ backgroundColor: coverColours[name].ground }}>
      <View className="cover-motif" style={{ backgroundImage: `url("${motifUri(name)}")` }} />
      <View className="cover-words">
        <View className="cover-title" ariaRole="heading">
          {title}
        </View>
        {sub && <Text className="cover-sub">{sub}</Text>}
      </View>
    </View>
  )
}

interface MotifProps {
  cover: string
  className?: string
}

/** The motif alone on its ground, for rows and choices; the words stand beside it. */
export function Motif({ cover, className = '' }: MotifProps) {
  const name = nameOf(cover)
  return (
    <View
      className={`motif ${className}`}
      style={{ backgroundColor: coverColours[name].ground, backgroundImage: `url("${motifUri(name)}")` }}
    />
  )
}
