export default definePageConfig({ navigationBarTitleText: '编小组' })
