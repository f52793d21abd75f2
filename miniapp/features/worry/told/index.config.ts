export default definePageConfig({ navigationBarTitleText: '告诉妇联的事', enablePullDownRefresh: true })
