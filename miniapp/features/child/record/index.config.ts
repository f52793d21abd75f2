export default definePageConfig({ navigationBarTitleText: '孩子的档案', enablePullDownRefresh: true })
