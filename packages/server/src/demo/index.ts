/** The parts of the demonstration, for tests that start them in another order or end them in the middle. */
export { checked, type Facts } from './checks/index.ts'
export { type House, openHouse } from './house/house.ts'
export { type Kept, readKept, writeKept } from './house/kept.ts'
export { portsFor } from './house/ports.ts'
export { SELLER } from './house/settings.ts'
export type { LedgerInvoice } from './outside/authority.ts'
export { createTill, type SaleInput, type Till } from './till/till.ts'
export { tillConnector, tillStore } from './till/till-store.ts'
