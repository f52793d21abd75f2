export default definePageConfig({ navigationBarTitleText: '答答看', enableShareAppMessage: true, enableShareTimeline: true })
