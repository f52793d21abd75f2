/** The same rows by mysql2 alone, in one transaction: as many connections, the activity's row changed as early as the product does. */
import { createPool } from 'mysql2/promise'
import { serve } from './enrol'
import { COUNT, readTemplate } from './rows'

const CONNECTIONS = 20

const pool = createPool({ uri: process.env.DATABASE_URL as string, connectionLimit: CONNECTIONS, charset: 'utf8mb4_unicode_520_ci' })
const rowsFor = readTemplate()

serve(async (asked) => {
  const { seated, inserts } = rowsFor(asked)
  const connection = await pool.getConnection()
  try {
    await connection.beginTransaction()
    for (const { table, text, values } of inserts) {
      if (seated && table === 'activity_place') await connection.query(COUNT, [asked.activity])
      await connection.query(text, values)
    }
    await connection.commit()
  } catch (error) {
    await connection.rollback()
    throw error
  } finally {
    connection.release()
  }
})
