export { mailServers } from './channels.ts'
export { installationFaults, prepareDatabase } from './installation.ts'
export { type OpenStore, openBlobs, openStore } from './store.ts'
export { type WireAnswer, type Wired, wire } from './wire.ts'
