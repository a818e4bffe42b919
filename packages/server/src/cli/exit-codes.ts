/** How a command ends. One table for all commands; README.md shows it, and a test holds the two together. */
export const EXIT = Object.freeze({
  /** 完成 done; what was found is in the answer */
  ok: 0,
  /** 有待处理 done, and the answer holds something that a person has to put right; README.md says which commands */
  findings: 1,
  /** 命令或文件写错 not done: an option is wrong, or a file given cannot be read or holds a wrong row */
  usage: 2,
  /** 配置有误 not done: configuration file, environment or secrets are not right */
  settings: 3,
  /** 没有此项 not done: the order, invoice or lane named does not exist */
  notFound: 4,
  /** 状态不允许 not done: the state of things does not permit it */
  refused: 5,
  /** 暂不可用 not done: the database (or the gateway, for a download) cannot be reached; try again later */
  unavailable: 69,
  /** 意外错误 unexpected failure, a bug; nothing is lost, and the text says what happened */
  failed: 70,
  /** 已中断 stopped by Ctrl-C or SIGTERM before it was done */
  interrupted: 130,
} as const)

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
