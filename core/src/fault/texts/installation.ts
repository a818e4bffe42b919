import type { FaultText } from '../text.ts'

/** What may be wrong with an installation: its configuration file, its environment, its database. */
export const installation = {
  CONFIG_MISSING: {
    level: 'error',
    who: 'operator',
    zh: '找不到配置文件 {file}；请创建它，或用 --config 指明位置（格式见 packages/server/README.md）。',
    en: 'There is no configuration file {file}. Make one, or name another with --config (see packages/server/README.md).',
  },
  CONFIG_UNREADABLE: {
    level: 'error',
    who: 'operator',
    zh: '文件 {file} 不是可读取的 JSON：{why}；请更正后重试。',
    en: 'File {file} is not readable JSON: {why}. Correct it, then try again.',
  },
  ENV_MISSING: {
    level: 'error',
    who: 'operator',
    zh: '设置「{setting}」引用的环境变量 {name} 未设置；请设置 {name}（或以 {name}_FILE 指向存放它的文件）后重启。',
    en: 'Setting "{setting}" refers to the environment variable {name}, which is not set. Set {name} (or point {name}_FILE to a file that holds it), then start again.',
  },
  SECRET_INLINE: {
    level: 'error',
    who: 'operator',
    zh: '设置「{setting}」是密钥或口令，正式环境不得写在配置文件中；请改为 {"env": "变量名"} 并把值放进环境变量。',
    en: 'Setting "{setting}" is a secret and must not stand in the file of a production installation. Write {"env": "NAME"} and put the value into the environment.',
  },
  SETTING_REPEATED: {
    level: 'error',
    who: 'operator',
    zh: '设置「{setting}」重复：{value} 已出现过；每个只能配置一次。',
    en: 'Setting "{setting}" repeats {value}, which is there already. Configure each once.',
  },
  SETTING_UNKNOWN: {
    level: 'error',
    who: 'operator',
    zh: '设置「{setting}」提到的 {value} 不存在；可用的有：{known}。',
    en: 'Setting "{setting}" names {value}, which does not exist. There are: {known}.',
  },
  MODULE_MISSING: {
    level: 'error',
    who: 'operator',
    zh: '设置「{setting}」的模块 {module} 无法加载：{why}；请在配置文件所在目录安装它（例如 npm install {module}）。',
    en: 'The module {module} of setting "{setting}" cannot be loaded: {why}. Install it in the folder of the configuration file (for instance npm install {module}).',
  },
  MODULE_UNFIT: {
    level: 'error',
    who: 'developer',
    zh: '设置「{setting}」的模块 {module} 不是连接器：{why}；请换用正确的模块或更新它。',
    en: 'The module {module} of setting "{setting}" is no connector: {why}. Name another one, or update it.',
  },
  CONTRACT_VERSION: {
    level: 'error',
    who: 'operator',
    zh: '连接器 {module} 使用契约版本 {theirs}，本服务器支持 {ours}；请安装相配的版本。',
    en: 'Connector {module} speaks contract version {theirs}; this server speaks {ours}. Install versions that match.',
  },
  GATEWAY_ENVIRONMENT: {
    level: 'error',
    who: 'operator',
    zh: '设置「{setting}」连接正式开票通道，但本安装为沙箱（environment: sandbox）；请改用沙箱通道，或把 environment 设为 production。',
    en: 'Setting "{setting}" reaches a production gateway, but this installation is a sandbox (environment: sandbox). Use a sandbox gateway, or set environment to production.',
  },
  GATEWAY_SANDBOX: {
    level: 'warning',
    who: 'operator',
    zh: '设置「{setting}」连接沙箱通道：开出的不是合法发票；正式开票前请改为正式通道。',
    en: 'Setting "{setting}" reaches a sandbox gateway: nothing it issues is a legal invoice. Change it before going live.',
  },
  DATABASE_UNREACHABLE: {
    level: 'error',
    who: 'operator',
    zh: '数据库不可用：{why}；请检查 database 设置、网络与权限。',
    en: 'The database cannot be used: {why}. Check the database settings, the network and the permissions.',
  },
  DATABASE_NOT_MIGRATED: {
    level: 'error',
    who: 'operator',
    zh: '数据库尚未建表或版本过旧；请先执行 fapiao migrate。',
    en: 'The database has no tables yet, or old ones. Run fapiao migrate first.',
  },
  INSTALLATION_UNSET: {
    level: 'error',
    who: 'operator',
    zh: '数据库还没有安装标识；请执行 fapiao migrate 写入环境中的标识（installation 设置）。',
    en: 'The database has no installation id yet. Run fapiao migrate, which writes the one of the environment (setting installation).',
  },
  INSTALLATION_DIFFERS: {
    level: 'error',
    who: 'operator',
    zh: '数据库的安装标识与环境中的不同：这可能是复制的数据库，为防重复开票已拒绝启动；请使用原环境的 installation 与密钥，或确认后更换数据库。',
    en: "The database's installation id is not the environment's: it may be a copy, and starting could issue twice. Use the installation id and keys of its own environment, or another database.",
  },
  KEY_WRONG: {
    level: 'error',
    who: 'operator',
    zh: '无法用所给密钥打开数据库中的密文：{why}；请恢复写入时使用的 encryption.keys。',
    en: 'What the database holds cannot be opened with the keys given: {why}. Restore the encryption.keys that it was written with.',
  },
  FOLDER_UNWRITABLE: {
    level: 'error',
    who: 'operator',
    zh: '目录 {folder} 不可写：{why}；请创建它并授予运行用户写权限。',
    en: 'Folder {folder} cannot be written to: {why}. Make it, and let the user that runs this write there.',
  },
  NODE_TOO_OLD: {
    level: 'error',
    who: 'operator',
    zh: '当前 Node.js 为 {version}，需要 {needed} 或更高；请升级。',
    en: 'This is Node.js {version}; {needed} or later is needed. Upgrade it.',
  },
  CLOCK_DRIFT: {
    level: 'error',
    who: 'operator',
    zh: '本机时钟与 {address} 相差 {seconds} 秒；签名会因此被拒绝，请启用 NTP 校时。',
    en: "This machine's clock and that of {address} are {seconds} seconds apart; signatures get refused for that. Turn on NTP.",
  },
  MAIL_UNREACHABLE: {
    level: 'error',
    who: 'operator',
    zh: '邮件服务器 {address} 不可用：{why}；请检查地址、端口与网络。',
    en: 'The mail server {address} cannot be reached: {why}. Check address, port and network.',
  },
} as const satisfies Record<string, FaultText>
