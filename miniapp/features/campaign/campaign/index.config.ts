export default definePageConfig({
  navigationBarTitleText: '懂法护己',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
  enableShareTimeline: true,
})
