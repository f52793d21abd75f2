export default definePageConfig({ navigationBarTitleText: '我陪伴的孩子', enablePullDownRefresh: true })
