import { phone, text, village, year } from './fields'

/** What a woman tells once and is offered ever after. Kinds ask with these very questions. */
export const profileFields = {
  name: text('姓名', 20, { profile: 'name' }),
  phone: phone('手机号', { profile: 'phone' }),
  village: village('所在村', { profile: 'village' }),
  birthYear: year('出生年份', 1920, 2020, { profile: 'birthYear', hint: '比如 1978' }),
}
