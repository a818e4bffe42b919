import { describe, expect, it } from 'vitest'
import { acs3Authorization } from './aliyun.ts'
import { tc3Authorization } from './tencent.ts'

describe('TC3-HMAC-SHA256', () => {
  // The provider's own example (documents 213/30654 and 400/37390): instances named "未命名" in Guangzhou.
  const body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
  const common = { 'content-type': 'application/json; charset=utf-8', host: 'cvm.tencentcloudapi.com' }
  const at = 1_551_113_065

  it('is what the document computes with two signed headers', () => {
    const keys = { keyId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', secret: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' }
    expect(tc3Authorization({ headers: common, body, at, service: 'cvm' }, keys)).toBe(
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
    )
  })

  it('is what the document computes with the action signed too', () => {
    const headers = { ...common, 'x-tc-action': 'DescribeInstances' }
    const keys = { keyId: 'AKID********************************', secret: '*'.repeat(32) }
    expect(tc3Authorization({ headers, body, at, service: 'cvm' }, keys)).toMatch(
      /SignedHeaders=content-type;host;x-tc-action, Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f$/,
    )
  })
})

describe('ACS3-HMAC-SHA256', () => {
  it('is what the document computes for its fixed example', () => {
    const headers = {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      'x-acs-action': 'RunInstances',
      'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-acs-date': '2023-10-26T10:22:32Z',
      'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
      'x-acs-version': '2014-05-26',
    }
    const query = 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai'
    expect(acs3Authorization({ query, headers }, { keyId: 'YourAccessKeyId', secret: 'YourAccessKeySecret' })).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    )
  })
})
