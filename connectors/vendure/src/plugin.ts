import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  EventBus,
  PluginCommonModule,
  ProcessContext,
  type RuntimeVendureConfig,
  TransactionalConnection,
  type Type,
  VendurePlugin,
} from '@vendure/core'
import { AdminResolver } from './api/admin.ts'
import { adminSchema, shopSchema } from './api/schema.ts'
import { ShopResolver } from './api/shop.ts'
import { Engine, type OpenFapiaoOptions } from './engine.ts'
import { FIELDS } from './host/fields.ts'
import { FapiaoPicture } from './host/picture-entity.ts'

export type { OpenFapiaoOptions } from './engine.ts'

/** A plugin for `plugins: [openFapiao({ … })]`: custom fields, tables of pictures, APIs, buyer pages and the engine itself. */
export function openFapiao(options: OpenFapiaoOptions): Type<unknown> {
  let engine: Engine | undefined
  const open = (...args: [EventBus, TransactionalConnection, ProcessContext]): Engine => {
    engine = new Engine(options, ...args)
    return engine
  }
  const pages = (request: IncomingMessage, response: ServerResponse): void => {
    if (engine) engine.answer(request, response)
    else response.writeHead(503, { 'Retry-After': '5' }).end()
  }
  class OpenFapiaoPlugin {}
  VendurePlugin({
    imports: [PluginCommonModule],
    compatibility: '^3.0.0',
    entities: [FapiaoPicture],
    providers: [{ provide: Engine, useFactory: open, inject: [EventBus, TransactionalConnection, ProcessContext] }],
    shopApiExtensions: { schema: shopSchema, resolvers: [ShopResolver] },
    adminApiExtensions: { schema: adminSchema, resolvers: [AdminResolver] },
    configuration: config => configured(config, options.route, pages),
  })(OpenFapiaoPlugin)
  return OpenFapiaoPlugin
}

/** Fields that are there already (a second channel's plugin, a project's own of that name) are left alone. */
function configured(config: RuntimeVendureConfig, route: string, handler: (request: IncomingMessage, response: ServerResponse) => void) {
  for (const entity of ['Order', 'ProductVariant'] as const) {
    const known = config.customFields[entity].map(f => f.name)
    config.customFields[entity].push(...FIELDS[entity].filter(f => !known.includes(f.name)).map(f => ({ ...f, label: [...f.label] })))
  }
  // Before Vendure's own body parsers: the pages read their forms themselves.
  config.apiOptions.middleware.push({ route: `/${route}`, handler, beforeListen: true })
  return config
}
