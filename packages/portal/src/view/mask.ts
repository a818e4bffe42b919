/** `zhang.san@example.com` → `z***@example.com`: enough to recognise one's own, too little to learn another's. */
export function maskMail(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 1 ? '***' : `${[...address][0]}***${address.slice(at)}`
}
