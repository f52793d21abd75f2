export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/mine/index',
    'pages/me/index',
    'pages/apply/index',
    'pages/application/index',
    'pages/inbox/index',
    'pages/profile/index',
    'pages/people/index',
    'pages/privacy/index',
  ],
  subPackages: [
    { root: 'features/activity', pages: ['list/index', 'detail/index', 'ticket/index', 'certificate/index'] },
    { root: 'features/campaign', pages: ['campaign/index', 'article/index', 'quiz/index', 'list/index', 'poster/index'] },
    {
      root: 'features/cadre',
      pages: [
        'desk/index',
        'case/index',
        'publish/index',
        'grants/index',
        'calls/index',
        'activity/index',
        'roster/index',
        'certificates/index',
        'campaigns/index',
        'text/index',
      ],
    },
  ],
  // The way from an activity to its form is the most walked one: its package is there before it is asked for.
  preloadRule: { 'pages/home/index': { network: 'all', packages: ['features/activity'] } },
  window: {
    navigationBarTitleText: '巾帼帮办',
    navigationStyle: 'default',
    navigationBarBackgroundColor: '#faf7f5',
    navigationBarTextStyle: 'black',
    backgroundColor: '#faf7f5',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: '#6a5c65',
    selectedColor: '#8a2b62',
    backgroundColor: '#ffffff',
    borderStyle: 'white',
    list: [
      { pagePath: 'pages/home/index', text: '首页', iconPath: 'core/art/tabs/home.png', selectedIconPath: 'core/art/tabs/home-on.png' },
      { pagePath: 'pages/mine/index', text: '我的办理', iconPath: 'core/art/tabs/list.png', selectedIconPath: 'core/art/tabs/list-on.png' },
      { pagePath: 'pages/me/index', text: '我', iconPath: 'core/art/tabs/me.png', selectedIconPath: 'core/art/tabs/me-on.png' },
    ],
  },
  lazyCodeLoading: 'requiredComponents',
})
