import { connectorBattery } from '../../../core/test/connector-battery.ts'
import { medusa } from '../src/index.ts'
import { stage } from './stage.ts'

connectorBattery({ name: 'medusa', open: stage }, medusa)
