import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm'

/**
 * One picture per order, in a table of its own: Vendure saves the order once more after its events, with the custom fields as they were before.
 * The decorators are called as functions, since the sources run without a compiler.
 */
export class FapiaoPicture {
  orderId!: string
  picture!: string
  createdAt!: Date
}

Entity('fapiao_picture')(FapiaoPicture)
PrimaryColumn({ type: 'varchar', length: 64 })(FapiaoPicture.prototype, 'orderId')
Column({ type: 'text' })(FapiaoPicture.prototype, 'picture')
CreateDateColumn()(FapiaoPicture.prototype, 'createdAt')
