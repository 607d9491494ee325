/**
 * Lets a browser test ask what is still alive: a plugin for @web/test-runner. Chromium only.
 *
 *   import { executeServerCommand } from '@web/test-runner-commands';
 *   await executeServerCommand<number>('alive', 'window.probe')   // objects with this prototype, after a collection
 */
export const heapCommands = () => ({
  name: 'heap-commands',
  async executeCommand({ command, payload, session }) {
    if (command !== 'alive') return undefined;
    const cdp = await session.browser.getPage(session.id).createCDPSession();
    try {
      const { result: prototype } = await cdp.send('Runtime.evaluate', { expression: payload });
      const { objects } = await cdp.send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId });
      const { result } = await cdp.send('Runtime.callFunctionOn', { objectId: objects.objectId, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
      return result.value;
    } finally {
      await cdp.detach();
    }
  },
});
