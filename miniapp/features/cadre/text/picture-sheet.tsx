import { text, whole } from '@shared/core/fields'
import { ALT_MAX, CAPTION_MAX, fittingPath, type MediaView } from '@shared/features/campaign/media.schema'
import { Image, View } from '@tarojs/components'
import { useMemo } from 'react'
import { Action } from '../../../core/action'
import { altOf } from '../../../core/alt'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { FieldForm } from '../../../core/field-form'
import { Sheet } from '../../../core/sheet'
import { countParts, withPicture } from './placing'

const PREVIEW = 360

interface PictureSheetProps {
  picture: MediaView
  body: string
  onPlaced: (body: string) => void
  onClose: () => void
}

/** What a picture needs before it stands in a text: words for who cannot see it, where it is from, and where it goes. */
export function PictureSheet({ picture, body, onPlaced, onClose }: PictureSheetProps) {
  const most = countParts(body)
  const fields = useMemo(
    () => ({
      alt: text('图上是什么', ALT_MAX, { hint: '看不见的人听到的就是这句话，比如：一位妇女拿着保护令走出法院' }),
      caption: text('图片说明和来源', CAPTION_MAX, { optional: true, hint: '写在图下面，比如：悦江县妇联供图' }),
      behind: whole('放在第几段后面', 0, most, '段', { hint: `一共${most}段；0就是放在最前面` }),
    }),
    [most],
  )
  const names = Object.keys(fields)
  const form = useAnswering({ behind: most })
  const place = () => {
    const problems = problemsOf(names, fields, form.answers)
    form.setProblems(problems)
    if (Object.keys(problems).length > 0) return
    const { alt, caption = '', behind } = inputOf(names, form.answers)
    onPlaced(withPicture(body, { id: picture.id, alt: String(alt), caption: String(caption) }, Number(behind)))
  }
  const foot = (
    <Action tone="go" className="m-place" onTap={place}>
      放进正文
    </Action>
  )
  return (
    <Sheet open title="图片" onClose={onClose} foot={foot} className="picture-sheet">
      {picture.picture && (
        <Image
          className="chosen-picture"
          mode="widthFix"
          src={`${JINGUO_API}${fittingPath(picture.picture, PREVIEW)}`}
          {...altOf('刚选的图片')}
        />
      )}
      <View className="card caution">不放孩子的正脸，不放能认出当事人的脸、名字、门牌和车牌。大人的脸，要本人同意。</View>
      <FieldForm names={names} fields={fields} answers={form.answers} problems={form.problems} onChange={form.change} />
    </Sheet>
  )
}
