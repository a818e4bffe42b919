import { gatewayBattery } from '../../test/battery.ts'
import { BUYER, SELLER } from '../../test/documents.ts'
import { openOffice } from '../../test/workbook.ts'
import { workbook } from './index.ts'
import { workbookReport } from './report.ts'

gatewayBattery({
  name: 'workbook, carried to the bureau’s page of the sandbox authority and back',
  differs: workbookReport.differences,
  open: async () => {
    const { authority, clerk, config, io, session } = await openOffice()
    return {
      gateway: workbook,
      config,
      io,
      session: {
        ...session,
        find: async sought => {
          await clerk()
          return session.find(sought)
        },
      },
      nowhere: session,
      secrets: [BUYER.phone, BUYER.account, SELLER.account],
      fault: async () => undefined,
      clear: async () => undefined,
      close: () => authority.close(),
    }
  },
})
