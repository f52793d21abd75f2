export default definePageConfig({ navigationBarTitleText: '陪伴日记', enablePullDownRefresh: true })
