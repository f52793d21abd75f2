/** How long a diary is kept after its pairing: as long as a child's record that is closed, and longer than a mother may still say that she is worried. */
export const DIARY_KEPT = {
  days: 180,
  from: '2026-01-01',
  source: '个人信息保护法第十九条、第四十七条第一款第一项：目的已经实现应当删除；留半年给迟来的担心和复查',
} as const
