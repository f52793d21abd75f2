export default definePageConfig({ navigationBarTitleText: '填写', enablePullDownRefresh: true })
