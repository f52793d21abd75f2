import type { CampaignView } from '@shared/features/campaign/campaign.api'
import { TEXT_SORTS, type TextSort } from '@shared/features/campaign/campaign.schema'
import { View } from '@tarojs/components'
import { Icon } from '../../../core/art/icon'
import { toArticle } from '../ways'

/** The texts of a campaign, one card for each sort. */
export const Texts = ({ of: { slug, texts } }: { of: Pick<CampaignView, 'slug' | 'texts'> }) => (
  <>
    {(Object.keys(TEXT_SORTS) as TextSort[]).map((sort) => {
      const ours = texts.filter((text) => text.sort === sort)
      if (ours.length === 0) return null
      return (
        <View key={sort} className={`card lines t-${sort}`}>
          <View className="title entry group-title">{TEXT_SORTS[sort]}</View>
          {ours.map((text) => (
            <View
              key={text.slug}
              className={`row entry to-${text.slug}`}
              hoverClass="pressed"
              ariaRole="button"
              onClick={() => toArticle(slug, text.slug)}
            >
              <View className="grow">
                <View className="strong">{text.title}</View>
                <View className="note">{text.summary}</View>
              </View>
              <Icon name="chevron" size={18} />
            </View>
          ))}
        </View>
      )
    })}
  </>
)
