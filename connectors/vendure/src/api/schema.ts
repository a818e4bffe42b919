import { gql } from 'graphql-tag'

export const shopSchema = gql`
  "电子发票 of one order, as its buyer may see it"
  type Fapiao {
    state: String!
    "page with the invoices and their files; nobody can guess it"
    url: String
    "why nothing is issued yet"
    reason: String
  }
  input FapiaoTitleInput {
    "person or organisation"
    kind: String!
    name: String!
    taxNumber: String
    "ordinary or special"
    invoice: String
    email: String
  }
  extend type Query {
    fapiaoForOrder(code: String!): Fapiao
  }
  extend type Mutation {
    "Asks for an invoice, or for another title after issue. Asking twice with the same title is asking once."
    requestFapiao(code: String!, title: FapiaoTitleInput!): Fapiao!
  }
`

export const adminSchema = gql`
  type FapiaoDocument {
    id: ID!
    colour: String!
    state: String!
    number: String
    issuedAt: String
    totalFen: Int!
    hold: String
  }
  type FapiaoOrder {
    hold: String
    url: String!
    documents: [FapiaoDocument!]!
    "the order as the connector reads it, for fapiao preview"
    raw: JSON
  }
  extend type Query {
    fapiaoOrder(id: ID!): FapiaoOrder
  }
  extend type Mutation {
    "Looks at the order again now; a document that was rejected is made anew."
    retryFapiao(id: ID!): Boolean!
    "Reverses everything issued for the order in full; \`again\`: and issues it anew."
    reverseFapiao(id: ID!, again: Boolean!, why: String!): Boolean!
  }
`
