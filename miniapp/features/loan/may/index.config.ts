export default definePageConfig({ navigationBarTitleText: '资格申报' })
