import { View } from '@tarojs/components'
import { Screen } from '../../core/screen'

const PARTS = [
  { title: '我们记什么', text: '您自己填的：姓名、手机号、所在村、出生年份，和您办的每一件事要填的内容。不取您的位置，不看您的通讯录。' },
  { title: '拿来做什么', text: '只用来办您交上来的这件事，办的时候能找到您，下次不用再填一遍。' },
  {
    title: '谁能看到',
    text: '只有办这件事的妇联干部。手机号这些平时是打了星号的，谁点开看过、为什么看，都有记录。要交给别的单位，会先单独问您。',
  },
  {
    title: '放在哪里、放多久',
    text: '存在本县的服务器上，加了密，不出境。事情办完、规定的保存时间到了就删。没交上去的草稿只在您手机里，30天后自己清掉。',
  },
  { title: '您可以', text: '随时在“我”里看、改您的资料；撤回同意和同意一样容易；想删掉或者有疑问，找村妇联，或打12345。' },
  { title: '不满14岁的孩子', text: '孩子的事由监护人来办，另有单独的同意。' },
]

/** What is kept, for what, and who sees it: in words that she can read. */
export default function Privacy() {
  return (
    <Screen>
      <View className="hero">您的信息，我们这样用</View>
      {PARTS.map(({ title, text }) => (
        <View key={title} className="card">
          <View className="strong">{title}</View>
          <View className="gap-s">{text}</View>
        </View>
      ))}
    </Screen>
  )
}
