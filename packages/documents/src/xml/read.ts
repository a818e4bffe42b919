import { fenOf, normal } from '@openfapiao/core'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { z } from 'zod'
