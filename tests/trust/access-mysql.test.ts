import { describeAccess } from './access/table'

describeAccess('mysql')
