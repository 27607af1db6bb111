/** A path as it is described (`/v1/projects/{key}/settings`) as Fastify wants it. */
export const routeOf = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1');
