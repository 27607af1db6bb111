/** A module near another one, in sources as in what is built of them. */
export function besideThis(here: string, path: string): URL {
  return new URL(`${path}${here.endsWith('.ts') ? '.ts' : '.js'}`, here);
}

/** How a thread is started from there: sources find the sources of other packages; else it has the options of this one. */
export function threadOptions(here: string): { readonly execArgv?: string[] } {
  return here.endsWith('.ts') ? { execArgv: [...process.execArgv, '--conditions=source'] } : {};
}
