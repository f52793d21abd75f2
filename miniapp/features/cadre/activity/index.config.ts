export default definePageConfig({ navigationBarTitleText: '办这次活动', enablePullDownRefresh: true })
