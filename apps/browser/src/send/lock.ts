/**
 * Runs the work when no other tab is at it. Where the browser has no locks (old ones, pages without https) it runs at once:
 * a call that two tabs send is sent under one id, and the destination drops the copy.
 */
export async function alone(name: string, work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  // A frame that is sandboxed has locks and may not use them.
  await (locks ? locks.request(name, work).catch(work) : work());
}
