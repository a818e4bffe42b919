export { heldThings } from './held.ts'
export { orderRefOf } from './order-ref.ts'
export { documentDetailOut, documentOut, orderDetailOut, orderOut } from './out.ts'
export { type Operation, openLane, type Retried, retryDocument, retryHeld, retryOrder } from './retry.ts'
