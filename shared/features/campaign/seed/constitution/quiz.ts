import type { QuizBody } from '../../campaign.schema'

export const constitutionQuiz: QuizBody = {
  slug: 'constitution-quiz',
  title: '宪法就在身边',
  questions: [
    {
      text: '一份地方上的规定和宪法说的不一样，听谁的？',
      options: ['听宪法的', '谁后写的听谁的', '听本地的'],
      right: 0,
      explain: '宪法最大。别的法律、法规和规定，都不能和宪法冲突。',
      citation: { law: '宪法', articles: [5] },
    },
    {
      text: '满多少周岁，就有选举权和被选举权？',
      options: ['16周岁', '20周岁', '18周岁'],
      right: 2,
      explain: '满18周岁就有，不分男女，不看有钱没钱。只有依法剥夺了政治权利的人没有。',
      citation: { law: '宪法', articles: [34] },
    },
    {
      text: '摘茶叶，男工女工干一样的活。工钱该怎么给？',
      options: ['男工多给一些', '一样多', '看老板高兴'],
      right: 1,
      explain: '干一样的活，拿一样的钱。宪法写明了男女同工同酬。',
      citation: { law: '宪法', articles: [48] },
    },
    {
      text: '有人没有任何手续，要闯进李婶家里翻东西。行吗？',
      options: ['欠了钱就行', '人多就行', '不行'],
      right: 2,
      explain: '住的地方受保护，谁也不能乱闯、乱搜。碰到了先顾安全，打110。',
      citation: { law: '宪法', articles: [39] },
    },
    {
      text: '村委会的成员里，法律要求有妇女吗？',
      options: ['要有妇女', '没有要求', '只要求有女会计'],
      right: 0,
      explain: '村委会由三到七人组成，里面应当有妇女。',
      citation: { law: '村民委员会组织法', articles: [6] },
    },
    {
      text: '村民代表会议的人里，妇女代表至少要占多少？',
      options: ['十分之一', '三分之一', '没有规定'],
      right: 1,
      explain: '开村民代表会议的村，来开会的人里，妇女代表要占三分之一以上。',
      citation: { law: '村民委员会组织法', articles: [25] },
    },
    {
      text: '征地的补偿款怎么用、怎么分，该由谁定？',
      options: ['村主任一个人', '村会计', '村民会议讨论，或者由它授权的代表会'],
      right: 2,
      explain: '土地怎么包、征地的钱怎么分，要经村民会议讨论，或者由它授权的代表会讨论。别的法律另有规定的，照那个规定。',
      citation: { law: '村民委员会组织法', articles: [24] },
    },
    {
      text: '父母没有留遗嘱。嫁出去的女儿能继承父母的遗产吗？',
      options: ['能，和儿子一样', '不能，已经出嫁', '只能拿一半'],
      right: 0,
      explain: '继承不分男女。子女都排在第一顺序，女儿出嫁了也还是女儿。',
      citation: { law: '民法典', articles: [1126, 1127] },
    },
    {
      text: '分家时父母给得少，成年的儿子可以不养父母吗？',
      options: ['可以', '不可以', '看分了多少再定'],
      right: 1,
      explain: '养老是成年子女的义务，不看分家分了多少。女儿也一样。',
      citation: { law: '宪法', articles: [49] },
    },
    {
      text: '十五岁的孩子不上学了，厂里可以招他吗？',
      options: ['家长签了字就可以', '不可以', '只做半天就可以'],
      right: 1,
      explain: '不满16周岁的孩子，谁都不许招去做工，国家另有规定的才除外。厂里招了要受罚。',
      citation: { law: '未成年人保护法', articles: [61, 125] },
    },
  ],
}
