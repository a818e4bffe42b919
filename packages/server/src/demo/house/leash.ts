/**
 * Preloaded into a part that runs in a process of its own: when whoever started it is gone, however it went, the part ends as if asked to. Without it a demonstration
 * that was killed would leave a server behind that issues on.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
