import { userInfo } from 'node:os'

/** Who stands in the audit events of what this command does. */
export const actorName = (): string => `cli:${userInfo().username}`
