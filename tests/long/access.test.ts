import { describeAccess } from '../trust/access/table'

describeAccess('mysql')
