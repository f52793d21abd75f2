import { View } from '@tarojs/components'

interface SegmentsProps<T extends string> {
  of: Readonly<Record<T, string>>
  now: T
  onPick: (one: T) => void
}

/** A few ways to look at one list, one of them chosen. */
export function Segments<T extends string>({ of, now, onPick }: SegmentsProps<T>) {
  const names = Object.keys(of) as T[]
  return (
    <View className="segments" ariaRole="tablist">
      {names.map((name) => (
        <View
          key={name}
          className={`segment s-${name} ${name === now ? 'on' : ''}`}
          onClick={() => onPick(name)}
          ariaRole="tab"
          ariaLabel={`${of[name]}${name === now ? '，正在看' : ''}`}
        >
          {of[name]}
        </View>
      ))}
    </View>
  )
}
