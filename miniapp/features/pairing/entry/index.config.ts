export default definePageConfig({ navigationBarTitleText: '记一次陪伴' })
