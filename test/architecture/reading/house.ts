import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { parse, type Source } from './source.ts'

/** The checkout's folder. Every path the tests speak of is relative to it, with forward slashes. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  private: z.boolean().default(false),
  license: z.string().optional(),
  type: z.string().optional(),
  engines: z.object({ node: z.string() }).optional(),
  files: z.array(z.string()).default([]),
  exports: z.record(z.string(), z.string()).default({}),
  bin: z.record(z.string(), z.string()).default({}),
  publishConfig: z
    .object({
      access: z.string().optional(),
      exports: z.record(z.string(), z.object({ types: z.string(), default: z.string() })).default({}),
      bin: z.record(z.string(), z.string()).default({}),
    })
    .optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
})

export type Manifest = z.infer<typeof manifestSchema>

/** One package of the workspace. `folder` is `core`, `packages/store`, `connectors/shopify` … */
export interface Package {
  readonly folder: string
  readonly manifest: Manifest
}

/** The packages people install: all but `test`. */
export const packages: readonly Package[] = globSync(['core', 'packages/*', 'connectors/*'], { cwd: root })
  .map(folder => folder.split(path.sep).join('/'))
  .filter(folder => existsSync(path.join(root, folder, 'package.json')))
  .sort()
  .map(folder => ({ folder, manifest: manifestSchema.parse(JSON.parse(read(`${folder}/package.json`))) }))

/** Every TypeScript file of the packages, tests among them; see `isTest`. */
export const sources: readonly Source[] = list(packages.map(({ folder }) => `${folder}/**/*.ts`)).map(file => parse(file, read(file)))

/** What the packages are made of, tests apart. */
export const working: readonly Source[] = sources.filter(source => !isTest(source))

/** A test, a battery (it imports vitest), or what lies in a package's `test` folder. */
export function isTest({ path: file, imports }: Source): boolean {
  return file.endsWith('.test.ts') || file.split('/').includes('test') || imports.some(({ from }) => from === 'vitest')
}

/** @param file relative to the checkout */
export function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

/** Files under the checkout that match, without what was installed or built. */
export function list(patterns: readonly string[]): readonly string[] {
  return globSync(patterns, { cwd: root, exclude: name => ['node_modules', 'dist', '.data'].includes(path.basename(name)) })
    .map(file => file.split(path.sep).join('/'))
    .sort()
}
