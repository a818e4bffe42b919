import type { Fault, Traits } from '@openfapiao/core'
import { oneOf } from './options.ts'

export const ENVIRONMENTS = ['sandbox', 'production'] as const
export type Environment = (typeof ENVIRONMENTS)[number]

/** Limits of a gateway that nobody has configured: its own defaults. Nothing is opened. Answers faults for a name that is not known. */
export async function traitsNamed(gateway: string, environment: string): Promise<Traits | readonly Fault[]> {
  const known = ENVIRONMENTS.find(e => e === environment)
  const traitsOf = Object.hasOwn(GATEWAYS, gateway) ? GATEWAYS[gateway] : undefined
  if (known && traitsOf) return traitsOf(known)
  return [...oneOf('environment', environment, ENVIRONMENTS), ...oneOf('gateway', gateway, Object.keys(GATEWAYS))]
}

const GATEWAYS: Readonly<Record<string, (environment: Environment) => Promise<Traits>>> = {
  bureau: async environment => {
    const { bureau } = await import('@openfapiao/gateways/bureau')
    const nowhere = 'https://preview.invalid'
    const config = bureau.configSchema.parse({
      environment,
      baseUrl: { sandbox: nowhere, production: nowhere },
      appId: 'preview',
      signing: { type: 'HMAC-SM3', secret: 'never used' },
      encryption: { mode: 'none' },
    })
    return bureau.traits(config)
  },
}
