export { installationFaults, mailServers, type OpenStore, openBlobs, openStore, prepareDatabase } from '@openfapiao/runtime/embed'
export { type WireAnswer, type Wired, wire } from './wire.ts'
