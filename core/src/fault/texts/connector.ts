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
  TAX_BY_CHANNEL: {
    level: 'error',
    who: 'finance',
    zh: '订单中有 {tax} 元税款由销售渠道代缴，不能由本店开票；请人工处理。',
    en: "Of the order's tax {tax} yuan are remitted by the sales channel, so this shop may not invoice them. Settle it by hand.",
  },
  CASH_ROUNDED: {
    level: 'error',
    who: 'finance',
    zh: '订单现金付款被凑整 {amount} 元，应付与实付不一致；请人工处理。',
    en: 'A cash payment of the order was rounded by {amount} yuan, so what was owed and what was paid differ. Settle it by hand.',
  },
  LINE_NEGATIVE: {
    level: 'error',
    who: 'operator',
    zh: '第 {line} 行「{title}」的金额为负数；请核对平台订单后重试。',
    en: 'Line {line} "{title}" has a negative amount. Look at the order on the platform, then retry.',
  },
  ROWS_TOO_MANY: {
    level: 'error',
    who: 'operator',
    zh: '订单 {order} 的{rows}超过 {most} 条，平台一次给不全；请人工处理。',
    en: 'Order {order} has more than {most} {rows}, more than the platform gives at once. Settle it by hand.',
  },
  API_VERSION_RETIRED: {
    level: 'error',
    who: 'operator',
    zh: '店铺 {store} 不再支持接口版本 {version}；请在设置 apiVersion 中改用受支持的版本：{supported}。',
    en: 'Store {store} no longer supports API version {version}. Choose one of {supported} in the setting apiVersion.',
  },
  WEBHOOKS_MISSING: {
    level: 'error',
    who: 'owner',
    zh: '店铺 {store} 未把 {topics} 推送到 {url}；请重新订阅。在此之前由定时巡检补上。',
    en: 'Store {store} does not send {topics} to {url}. Subscribe again; until then the sweep makes up for it.',
  },
} as const satisfies Record<string, FaultText>
