/** The plugin's admin routes, as the signed-in person. Throws with the reason as the engine gives it. */
export async function ask<T>(path: string, body?: unknown): Promise<T> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`/admin/openfapiao/${path}`, { credentials: 'include', ...(body === undefined ? {} : post) })
  const answer = await response.json().catch(() => ({ message: `HTTP ${response.status}` }))
  if (!response.ok) throw new Error(answer.message ?? `HTTP ${response.status}`)
  return answer
}
