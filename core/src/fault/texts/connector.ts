import type { FaultText } from '../text.ts'

export const connector = {
  PLATFORM_UNREACHABLE: {
    level: 'error',
    who: 'operator',
    zh: '平台接口不可用：{why}。系统会自动重试。',
    en: 'The platform cannot be reached: {why}. It is tried again by itself.',
  },
  PLATFORM_REFUSED: {
    level: 'error',
    who: 'owner',
    zh: '平台拒绝访问：{why}。请检查应用凭据与权限。',
    en: "The platform refused access: {why}. Check the app's credentials and scopes.",
  },
  ORDER_MISSING: {
    level: 'error',
    who: 'operator',
    zh: '平台上找不到订单 {id}；请核对后重试。',
    en: 'Order {id} does not exist on the platform. Check it, then retry.',
  },
} as const satisfies Record<string, FaultText>
