export default definePageConfig({ navigationBarTitleText: '贷款台账', enablePullDownRefresh: true })
