export default definePageConfig({ navigationBarTitleText: '登记一个孩子' })
