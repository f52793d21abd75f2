export default definePageConfig({ navigationBarTitleText: '巾帼帮办', enablePullDownRefresh: true })
