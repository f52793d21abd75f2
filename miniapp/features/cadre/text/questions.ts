import { COVERS } from '@shared/core/covers'
import { choice, choices, day, longText, text, yesNo } from '@shared/core/fields'
import { TEXT_SORTS, type TextSort } from '@shared/features/campaign/campaign.schema'
import { COVER_NAMES } from '../cover-names'

/** Those that a box of their own draws. */
export const OWN_BOXES = ['questions', 'place']

const slug = text('网址', 60, { hint: '按标题取好了，也可以自己写：小写字母、数字和短横。公开以后不能改' })
const note = text('更正说明', 100, { hint: '这一篇公开过：写给读的人看，哪里改了' })

/** What a text is asked, by its sort. */
export const questions = {
  article: {
    slug,
    sort: choice(
      '类别',
      (Object.keys(TEXT_SORTS) as TextSort[]).map((value) => ({ value, label: TEXT_SORTS[value] })),
    ),
    title: text('标题', 30),
    summary: text('一句话介绍', 80),
    body: longText('正文', 6000, { hint: '空一行分段；## 小标题；- 一条；**要紧的话**；[110](tel:110)' }),
    laws: longText('法律依据', 400, { optional: true, hint: '一行一部，比如：反家庭暴力法 23、28' }),
    leaveNow: yesNo('讲家里的暴力吗（页上放“马上离开”）'),
    note,
  },
  frame: {
    slug,
    title: text('专题名称', 30),
    theme: text('主题', 40),
    lead: longText('导语', 200),
    place: choice('由哪里来办', []),
    cover: choice(
      '封面图案',
      COVERS.map((value) => ({ value, label: COVER_NAMES[value] })),
    ),
    from: day('从哪天起放在前面'),
    until: day('到哪天'),
    note,
  },
  quiz: { slug, title: text('标题', 30), questions: choices('题目', []), note },
} as const
export type Written = keyof typeof questions
