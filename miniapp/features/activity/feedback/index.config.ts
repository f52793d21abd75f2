export default definePageConfig({ navigationBarTitleText: '说说这次活动' })
