import { perLine } from './rule.ts'

/** hwhyslwfwmc = `*` + short name + `*` + name (gateways.md 1.3). */
export const printedName = perLine(({ name, shortName, printedName }) =>
  printedName === `*${shortName}*${name}`
    ? undefined
    : { is: 'printedName', field: 'printedName', text: `货物或应税劳务服务名称应为“*${shortName}*${name}”` },
)
