import { readdir } from 'node:fs/promises'
import { type Goal, measure } from './measure.ts'

/** `npm run bench [-- name]`: prints every goal's base, candidate and ratio, and a JSON line each. Reports only; nothing is asserted. */
const wanted = process.argv[2] ?? ''
const folder = new URL('./goals/', import.meta.url)
for (const file of (await readdir(folder)).filter(f => f.endsWith('.ts') && f.includes(wanted)).sort()) {
  const { goals, close }: { goals: () => Promise<readonly Goal[]>; close?: () => Promise<void> } = await import(new URL(file, folder).href)
  for (const goal of await goals()) {
    const measured = await measure(goal)
    const { name, base, candidate, ratio } = measured
    console.error(
      `${name.padEnd(44)} base ${base.toFixed(0).padStart(9)}/s  candidate ${candidate.toFixed(0).padStart(9)}/s  ratio ${ratio.toFixed(2)} (goal ${goal.goal})`,
    )
    console.log(JSON.stringify(measured))
  }
  await close?.()
}
