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
  SCOPE_MISSING: {
    level: 'error',
    who: 'owner',
    zh: '店铺 {store} 的应用缺少权限 {scopes}；请在平台后台授予后重新安装应用。',
    en: 'The app of store {store} lacks the scopes {scopes}. Grant them on the platform and install the app again.',
  },
  TITLE_WORD_UNKNOWN: {
    level: 'error',
    who: 'owner',
    zh: '订单附加信息「{attribute}」的内容无法识别；请在平台订单中改为以下之一：{words}。',
    en: 'The order\'s attribute "{attribute}" cannot be read. Change it on the platform to one of: {words}.',
  },
  REFUND_OF_ANOTHER: {
    level: 'error',
    who: 'developer',
    zh: '退款 {refund} 属于订单 {other}，不是订单 {order}；请核对所给文件。',
    en: 'Refund {refund} belongs to order {other}, not to order {order}. Check the files given.',
  },
} as const satisfies Record<string, FaultText>
