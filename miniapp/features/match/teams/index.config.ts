export default definePageConfig({ navigationBarTitleText: '爱心妈妈小组', enablePullDownRefresh: true })
