export default definePageConfig({ navigationBarTitleText: '名额和排队', enablePullDownRefresh: true })
