export default definePageConfig({ navigationBarTitleText: '现在的结对', enablePullDownRefresh: true })
