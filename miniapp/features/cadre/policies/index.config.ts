export default definePageConfig({ navigationBarTitleText: '贴息政策', enablePullDownRefresh: true })
