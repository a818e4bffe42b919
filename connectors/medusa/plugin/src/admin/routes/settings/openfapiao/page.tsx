import { defineRouteConfig } from '@medusajs/admin-sdk'
import { Container, Heading, StatusBadge, Text } from '@medusajs/ui'
import { type ReactNode, useEffect, useState } from 'react'
import type { SettingsView } from '../../../../contract.ts'
import { ask } from '../../../lib/ask.ts'
import { say, sayBoth } from '../../../lib/words.ts'

/** What runs here. Settings are the plugin's options, kept with the shop's own configuration; this page shows what became of them. */
const SettingsPage = () => {
  const [settings, setSettings] = useState<SettingsView>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    ask<{ settings: SettingsView }>('settings').then(
      answer => setSettings(answer.settings),
      error => setFailure(error instanceof Error ? error.message : String(error)),
    )
  }, [])
  return (
    <div className="flex flex-col gap-y-3">
      <Container className="divide-y p-0">
        <div className="px-6 py-4">
          <Heading>{say('settings')}</Heading>
        </div>
        {failure && <Row label={say('failed')}>{failure}</Row>}
        {!settings && !failure && <Row label="">{say('loading')}</Row>}
        {settings && <Facts settings={settings} />}
      </Container>
    </div>
  )
}

const Facts = ({ settings }: { readonly settings: SettingsView }) => (
  <>
    {settings.faults.length > 0 && (
      <Row label={say('faults')}>
        {settings.faults.map(fault => (
          <Text key={fault.path + fault.zh} size="small" className="text-ui-fg-error">
            {fault.path}: {sayBoth(fault)}
          </Text>
        ))}
      </Row>
    )}
    <Row label={say('mode')}>{say(settings.mode)}</Row>
    <Row label={say('store')}>{settings.store}</Row>
    {settings.sellers.map(seller => (
      <Row key={seller.key} label={say('seller')}>
        {seller.name} {seller.taxNumber} · {say('gateway')} {seller.gateway} {seller.sandbox && <StatusBadge color="orange">{say('sandbox')}</StatusBadge>}
      </Row>
    ))}
    {settings.lanes.map(lane => (
      <Row key={lane.lane} label={say('lanes')}>
        {lane.lane}: {lane.need ?? say('open')}
      </Row>
    ))}
    <Row label={say('policy')}>
      {Object.entries(settings.policy).map(([key, value]) => (
        <Text key={key} size="small">
          {key}: {String(value)}
        </Text>
      ))}
    </Row>
    <Row label={say('mapping')}>
      {settings.taxMap.length === 0 && say('fromProducts')}
      {settings.taxMap.map(rule => (
        <Text key={rule.match} size="small">
          {rule.match} → {rule.taxCode} {rule.rate}
        </Text>
      ))}
    </Row>
    <Row label={say('backlog')}>
      {Object.entries(settings.backlog)
        .map(([kind, count]) => `${kind}: ${count}`)
        .join(' · ')}
    </Row>
  </>
)

const Row = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="grid grid-cols-2 gap-4 px-6 py-4">
    <Text size="small" weight="plus">
      {label}
    </Text>
    <div className="text-ui-fg-subtle txt-small">{children}</div>
  </div>
)

export const config = defineRouteConfig({ label: '数电发票 Fapiao' })
export default SettingsPage
