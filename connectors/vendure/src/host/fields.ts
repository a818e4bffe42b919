import { type CustomFields, LanguageCode } from '@vendure/core'

const label = (zh: string, en: string) => [
  { languageCode: LanguageCode.zh_Hans, value: zh },
  { languageCode: LanguageCode.en, value: en },
]

/** What the storefront may write and show on an order, and what a variant brings to its invoice. */
export const FIELDS = {
  Order: [
    { name: 'fapiaoTitle', type: 'text', nullable: true, public: true, label: label('发票抬头（JSON）', 'Invoice title (JSON)') },
    { name: 'fapiaoUrl', type: 'string', nullable: true, public: true, readonly: true, label: label('电子发票', 'E-invoice') },
    { name: 'fapiaoState', type: 'string', nullable: true, public: true, readonly: true, label: label('发票状态', 'Invoice state') },
  ],
  ProductVariant: [
    {
      ...{ name: 'fapiaoTaxCode', type: 'string', nullable: true, public: false, pattern: '^\\d{19}$' },
      label: label('税收分类编码（19 位）', 'Tax classification code (19 digits)'),
    },
  ],
} as const satisfies Pick<CustomFields, 'Order' | 'ProductVariant'>
