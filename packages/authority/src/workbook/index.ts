export { type BureauPage, type BureauPageParts, bureauPage } from './page.ts'
