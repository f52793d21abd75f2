/** What may be seen or heard of a child that is not well. */
export const SIGNS = [
  { value: 'hurt', label: '身上有伤，或者被打、被骂' },
  { value: 'touched', label: '有人对孩子动手动脚，或者说下流的话' },
  { value: 'alone', label: '没有人照看，或者找不到人' },
  { value: 'hungry', label: '吃不饱、穿不暖、病了没人管' },
  { value: 'sad', label: '不说话、很害怕，或者说不想活' },
  { value: 'bullied', label: '在学校或者网上被人欺负' },
  { value: 'school', label: '不去上学，或者被叫去干活' },
  { value: 'other', label: '别的不对劲' },
] as const
