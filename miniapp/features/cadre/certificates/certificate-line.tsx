import { dayOf, sayDay } from '@shared/core/time'
import type { CertificateRow } from '@shared/features/activity/papers.schema'
import { View } from '@tarojs/components'
import { memo } from 'react'
import { Icon } from '../../../core/art/icon'

interface CertificateLineProps {
  row: CertificateRow
  onTap: (row: CertificateRow) => void
}

/** One certificate: whose, its number, and whether it is valid. */
export const CertificateLine = memo(function CertificateLine({ row, onTap }: CertificateLineProps) {
  const { number, name, issuedAt, revokedAt } = row
  return (
    <View className={`line row c-${number}`} hoverClass="pressed" ariaRole="button" onClick={() => onTap(row)}>
      <View className="grow">
        <View className="strong">{name}</View>
        <View className="note">
          {number} · {sayDay(dayOf(revokedAt ?? issuedAt))}
          {revokedAt ? '撤销' : '发'}
        </View>
      </View>
      {revokedAt && <View className="tag">已撤销</View>}
      <Icon name="chevron" size={18} />
    </View>
  )
})
