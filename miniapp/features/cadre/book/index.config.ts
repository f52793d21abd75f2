export default definePageConfig({ navigationBarTitleText: '一笔贷款', enablePullDownRefresh: true })
