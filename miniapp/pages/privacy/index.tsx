import { View } from '@tarojs/components'
import { Screen } from '../../core/screen'

const PARTS = [
  {
    title: '我们问什么',
    text: '只问您自己填的：姓名、手机号、所在村，有的事要问出生年份，还有办这件事要填的内容。不取您的位置，不看您的通讯录。',
  },
  { title: '拿来做什么', text: '只用来办您交上来的这件事、办的时候能找到您，下次不用再填一遍。' },
  { title: '微信里的手机号', text: '可以用，也可以不用。不用就自己填一个，一样能办。' },
  {
    title: '谁能看到',
    text: '只有办这件事的妇联干部；要交给别的单位的，一家一家先问您同不同意，随时能收回。手机号这些平时打了星号，谁点开看过、为什么看，每一次都有记录。',
  },
  {
    title: '放在哪里',
    text: '存在本县妇联用的服务器上，存的时候加了密，数据留在中国境内。没交上去的，短的表只在您的手机里；长的表也加密存到服务器上，换一部手机能接着填。30天没有动过就清掉，照片也清。',
  },
  { title: '想改、想删', text: '资料在“我”里随时能看、能改。想删掉您的信息，或者有什么不放心，请找县妇联。' },
]

/** What is kept, for what, and who sees it: in words that she can read. */
export default function Privacy() {
  return (
    <Screen>
      <View className="hero">您的信息，我们这样用</View>
      {PARTS.map(({ title, text }) => (
        <View key={title} className="card">
          <View className="title">{title}</View>
          <View className="gap-s">{text}</View>
        </View>
      ))}
    </Screen>
  )
}
