import { partName } from '@shared/features/campaign/remarks.schema'

it('calls each part of a text as reviewers know it', () => {
  expect([partName('article', 2), partName('quiz', 3)]).toEqual(['第2段', '第3题'])
  expect([1, 2, 3].map((no) => partName('frame', no))).toEqual(['主题', '导语', '日期'])
})
