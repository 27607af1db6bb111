/** A module near another one, in sources as in what is built of them. */
export function besideThis(here: string, path: string): URL {
  return new URL(`${path}${here.endsWith('.ts') ? '.ts' : '.js'}`, here);
}

/** How a thread is started from there: sources find the sources of other packages. */
export function threadOptions(here: string): { readonly execArgv: string[] } {
  return { execArgv: here.endsWith('.ts') ? [...process.execArgv, '--conditions=source'] : process.execArgv };
}
