import { connectorBattery } from '../../../core/test/connector-battery.ts'
import { rest } from '../src/index.ts'
import { stage } from './stage.ts'

connectorBattery({ name: 'rest', open: stage }, rest)
