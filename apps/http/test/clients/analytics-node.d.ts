/** As far as it is used here; the package has no types of its own. */
declare module 'analytics-node' {
  export default class Analytics {
    constructor(writeKey: string, options: { readonly host: string; readonly flushAt?: number });
    track(call: { readonly userId: string; readonly event: string }): this;
    flush(): Promise<unknown>;
  }
}
