import type { AuthenticatedMedusaRequest } from '@medusajs/framework/http'
import { ContainerRegistrationKeys } from '@medusajs/framework/utils'

/**
 * Medusa shows an order to whoever knows its id. An invoice bears a name and a tax number, so that more is asked: the signed-in customer of the order, or
 * its e-mail address.
 */
export async function isBuyer(req: AuthenticatedMedusaRequest<unknown>, id: string, email: unknown): Promise<boolean> {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: 'order', fields: ['id', 'email', 'customer_id'], filters: { id } })
  const [order] = data
  if (!order) return false
  const customer = req.auth_context?.actor_id
  if (customer && customer === order.customer_id) return true
  return typeof email === 'string' && email.trim() !== '' && email.trim().toLowerCase() === order.email?.toLowerCase()
}
