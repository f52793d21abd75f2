export default definePageConfig({ navigationBarTitleText: '做海报' })
