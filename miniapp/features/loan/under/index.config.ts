export default definePageConfig({ navigationBarTitleText: '换一个政策看看' })
