const { defineConfig } = require('@medusajs/framework/utils')

/** The host as a merchant has it: its own settings, and the plugin with its options. Both come from the test. */
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: { storeCors: '*', adminCors: '*', authCors: '*', jwtSecret: 'a secret of this test', cookieSecret: 'another secret of this test' },
    cookieOptions: { secure: false, sameSite: 'lax' },
  },
  admin: { disable: process.env.ADMIN !== 'on' },
  plugins: [{ resolve: '@openfapiao/medusa-plugin', options: JSON.parse(process.env.FAPIAO_OPTIONS ?? '{}') }],
})
