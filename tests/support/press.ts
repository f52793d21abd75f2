import type { Press } from '../../cloud/core/press'
import type { Order } from '../../cloud/press'

/** A press that prints nothing and remembers what was ordered. */
export function recordingPress(): Press<Order> & { orders: Order[] } {
  const orders: Order[] = []
  return {
    orders,
    print: async (order) => {
      orders.push(order)
      return Buffer.from('%PDF')
    },
  }
}
