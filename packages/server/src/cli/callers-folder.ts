/**
 * The folder that relative paths count from: where the person stands. `npm run fapiao` moves to the root of the repository first and leaves the old place in
 * INIT_CWD; under any other script INIT_CWD says nothing about us.
 */
export function callersFolder(env: NodeJS.ProcessEnv = process.env, cwd: string = process.cwd()): string {
  return env.npm_lifecycle_event === 'fapiao' && env.INIT_CWD !== undefined ? env.INIT_CWD : cwd
}
