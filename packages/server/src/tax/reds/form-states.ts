/** 红字确认单状态 hzqrxxztDm (domain.md 4.2). `waits`: for the other side, 72 hours; 01 and 04 are good; the rest end the form. */
export const FORM_STATES: Readonly<Record<string, { readonly waits?: 'buyer' | 'seller'; readonly zh: string; readonly en: string }>> = {
  '01': { zh: '无需确认', en: 'no confirmation needed' },
  '02': { waits: 'buyer', zh: '待购方确认', en: 'waits for the buyer' },
  '03': { waits: 'seller', zh: '购方录入，待我方确认', en: 'entered by the buyer, waits for us' },
  '04': { zh: '双方已确认', en: 'both agree' },
  '05': { zh: '作废：购方否认', en: 'void: the buyer refused' },
  '06': { zh: '作废：销方否认', en: 'void: the seller refused' },
  '07': { zh: '作废：超 72 小时', en: 'void: 72 hours passed' },
  '08': { zh: '作废：发起方撤销', en: 'void: revoked by who entered it' },
  '09': { zh: '作废：确认后撤销', en: 'void: revoked after it was confirmed' },
  '10': { zh: '作废：异常凭证', en: 'void: abnormal voucher' },
  '11': { zh: '作废：纳税人状态异常', en: 'void: abnormal taxpayer' },
  '12': { zh: '作废：自然人拒收', en: 'void: refused by a natural person' },
  '13': { zh: '作废：已开具退税申请单', en: 'void: a tax refund was applied for' },
}

/** A form without an answer is void after 72 hours (公告2024年第11号); counted from when it was applied for. */
export const formDeadline = (appliedAt: number): string => new Date(appliedAt + 72 * 3_600_000).toISOString()
