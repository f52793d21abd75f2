import type { Span } from '@shared/features/campaign/blocks'
import { Text } from '@tarojs/components'

const lookOf = ({ bold, slant, href }: Span): string => `${bold ? 'bold ' : ''}${slant ? 'slant ' : ''}${href ? 'link' : ''}`

interface SpansProps {
  of: readonly Span[]
  /** where nothing is said, whatever stands around them is tapped instead */
  onFollow?: (href: string) => void
}

/** Running words; what leads somewhere can be tapped. */
export const Spans = ({ of, onFollow }: SpansProps) => (
  <Text className="spans">
    {of.map((span, i) => {
      const { text, href } = span
      const tapped = href && onFollow ? { ariaRole: 'link' as const, onClick: () => onFollow(href) } : {}
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes while it is shown
        <Text key={i} className={lookOf(span)} {...tapped}>
          {text}
        </Text>
      )
    })}
  </Text>
)
