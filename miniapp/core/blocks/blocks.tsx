import type { Block, Span } from '@shared/features/campaign/blocks'
import { View } from '@tarojs/components'
import './blocks.scss'
import { Picture } from './picture'
import { Spans } from './spans'

interface Leading {
  /** a link was tapped: https, tel, or a page of ours (`/c/…`) */
  onFollow: (href: string) => void
}

/** The one place that all of these words lead to; undefined when there are several or none. */
function onlyHref(spans: readonly Span[]): string | undefined {
  const hrefs = spans.map(({ href }) => href).filter(Boolean)
  return hrefs.every((href) => href === hrefs[0]) ? hrefs[0] : undefined
}

interface ItemProps extends Leading {
  mark: string
  spans: readonly Span[]
}

/** A line of a list; when it leads to one place, the whole line does: fingers are wider than three digits. */
function Item({ mark, spans, onFollow }: ItemProps) {
  const href = onlyHref(spans)
  const tapped = href ? { ariaRole: 'link' as const, hoverClass: 'pressed', onClick: () => onFollow(href) } : {}
  return (
    <View className={`item ${href ? 'leads' : ''}`} {...tapped}>
      <View className="mark">{mark}</View>
      <View className="grow">
        <Spans of={spans} {...(href ? {} : { onFollow })} />
      </View>
    </View>
  )
}

function OneBlock({ block, onFollow }: { block: Block } & Leading) {
  if (block.sort === 'picture') return <Picture of={block} />
  if (block.sort === 'heading')
    return (
      <View className={`heading h${block.level}`} ariaRole="heading">
        <Spans of={block.spans} onFollow={onFollow} />
      </View>
    )
  if (block.sort === 'paragraph')
    return (
      <View className="paragraph">
        <Spans of={block.spans} onFollow={onFollow} />
      </View>
    )
  if (block.sort === 'quote')
    return (
      <View className="quote">
        {block.paragraphs.map((spans, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes while it is shown
          <View key={i} className="paragraph">
            <Spans of={spans} onFollow={onFollow} />
          </View>
        ))}
      </View>
    )
  return (
    <View className="list">
      {block.items.map((spans, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes while it is shown
        <Item key={i} mark={block.ordered ? `${block.start + i}.` : '·'} spans={spans} onFollow={onFollow} />
      ))}
    </View>
  )
}

/** A text as the server laid it out. Every word is drawn as a word: nothing in it can be more. */
export const Blocks = ({ of, onFollow }: { of: readonly Block[] } & Leading) => (
  <View className="words">
    {of.map((block, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes while it is shown
      <OneBlock key={i} block={block} onFollow={onFollow} />
    ))}
  </View>
)
