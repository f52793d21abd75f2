export default definePageConfig({ navigationBarTitleText: '季度贴息', enablePullDownRefresh: true })
