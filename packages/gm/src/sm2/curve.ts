import { weierstrass } from '@noble/curves/abstract/weierstrass.js'

/** sm2p256v1, the recommended curve of GB/T 32918.5. */
export const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
} as const

export const Point = weierstrass(CURVE)

export const ORDER = CURVE.n

/** The representative in 0 … n−1. */
export const modOrder = (value: bigint): bigint => ((value % ORDER) + ORDER) % ORDER

export const inverse = (value: bigint): bigint => Point.Fn.inv(modOrder(value))

/** 32 bytes, big-endian. */
export const bytes32 = (value: bigint): Uint8Array => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')

export const bigintOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`)
