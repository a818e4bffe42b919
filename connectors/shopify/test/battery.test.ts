import { connectorBattery } from '../../../core/test/connector-battery.ts'
import { shopify } from '../src/index.ts'
import { stage } from './stage.ts'

connectorBattery({ name: 'shopify', open: stage }, shopify)
