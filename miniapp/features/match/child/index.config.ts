export default definePageConfig({ navigationBarTitleText: '安排爱心妈妈', enablePullDownRefresh: true })
