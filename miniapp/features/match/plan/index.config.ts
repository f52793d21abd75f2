export default definePageConfig({ navigationBarTitleText: '全县的结对方案', enablePullDownRefresh: true })
