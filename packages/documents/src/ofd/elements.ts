import { z } from 'zod'
import { treeReader } from '../xml/tree.ts'

/** The few elements of GB/T 33190 that are read. A text that has attributes is an object, one that has none is a string. */
const text = z.string().trim()
const texted = z.union([text, z.object({ '#text': text }).transform(t => t['#text'])])

export const ofdTree = treeReader({ attributes: true, lists: ['DocBody', 'CustomData', 'Attachment', 'Signature', 'Reference'] })

/** OFD.xml: what the file is about, and where the rest begins. */
export const ofdSchema = z.object({
  OFD: z.object({
    DocBody: z
      .array(
        z.object({
          DocInfo: z.object({
            CustomDatas: z
              .object({ CustomData: z.array(z.union([text.transform(() => undefined), z.object({ '@Name': text, '#text': text.optional() })])) })
              .optional(),
          }),
          DocRoot: texted.optional(),
          Signatures: texted.optional(),
        }),
      )
      .length(1, '应只含一份文档 one document is expected'),
  }),
})

export const signaturesSchema = z.object({ Signatures: z.object({ Signature: z.array(z.object({ '@BaseLoc': text })).default([]) }) })

/** The root is the only element of a list here, since `Signature` is one in the other file. */
export const signatureSchema = z.object({
  Signature: z.tuple([
    z.object({
      SignedInfo: z.object({
        References: z.object({
          '@CheckMethod': text.optional(),
          Reference: z.array(z.object({ '@FileRef': text, CheckValue: texted })).default([]),
        }),
      }),
    }),
  ]),
})
