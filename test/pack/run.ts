import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { packages } from '../architecture/reading/house.ts'
import { build } from './build.ts'
import { install } from './install.ts'
import { pack } from './pack.ts'
import { commandFaults, contentFaults, importFaults, typeFaults } from './tries.ts'

/** `npm run pack`: builds what people would install, packs it, installs the tarballs in an empty folder and tries them there. */
const folder = await mkdtemp(path.join(tmpdir(), 'openfapiao-pack-'))
try {
  console.log(`▸ build 构建 (${packages.length} packages)`)
  await build(packages)
  console.log('▸ pack 打包')
  const tarballs = await pack(path.join(folder, 'tarballs'))
  console.log(`▸ install 安装到空目录 (${tarballs.length} tarballs)`)
  const shop = await install(path.join(folder, 'consumer'), tarballs)
  console.log('▸ try 试用: content, imports, types, command')
  const faults = [contentFaults, importFaults, typeFaults, commandFaults].flatMap(attempt => attempt(shop, packages))
  for (const fault of faults) console.error(`✗ ${fault}`)
  if (faults.length === 0) console.log('✓ every package installs, imports, type-checks and runs as published')
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
