import Input from '@nutui/nutui-react-taro/dist/es/packages/input'
import type { WidgetProps } from './widget'

type Typed = 'text' | 'phone' | 'idCard'
type Native = 'text' | 'number' | 'idcard'
const native: Record<Typed, Native> = { text: 'text', phone: 'number', idCard: process.env.TARO_ENV === 'weapp' ? 'idcard' : 'text' }

/** What people paste along: blanks, dashes, the country's code. */
const plain: Record<Typed, (typed: string) => string> = {
  text: (typed) => typed,
  phone: (typed) => typed.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, ''),
  idCard: (typed) => typed.replace(/\s/g, '').toUpperCase(),
}

/** One line of text: a name, a telephone number, an ID number. */
export function TextBox({ field, value, onChange, bad }: WidgetProps<'text'> | WidgetProps<'phone'> | WidgetProps<'idCard'>) {
  return (
    <Input
      className={`box ${bad ? 'bad' : ''}`}
      type={native[field.type]}
      value={value ?? ''}
      placeholder={`请填写${field.label}`}
      onChange={(typed) => onChange(plain[field.type](typed) || undefined)}
    />
  )
}
