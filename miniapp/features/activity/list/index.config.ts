export default definePageConfig({ navigationBarTitleText: '学本领', enablePullDownRefresh: true })
