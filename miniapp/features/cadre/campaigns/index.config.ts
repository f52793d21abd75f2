export default definePageConfig({ navigationBarTitleText: '普法稿件', enablePullDownRefresh: true })
