import type { Citation } from './campaign.schema'

/** `《反家庭暴力法》第23、27条` */
export const sayCitation = ({ law, articles }: Citation): string => `《${law}》第${articles.join('、')}条`
