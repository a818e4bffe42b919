export { startPostgres } from '../../../../packages/store/test/postgres.ts'
