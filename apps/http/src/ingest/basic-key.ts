/**
 * The write key in an Authorization header: the Basic user name. Some clients leave out the colon behind it. Nothing for
 * another scheme: clients with OAuth send a Bearer token and the key in the body.
 */
export function basicKey(authorization: string | undefined): string | undefined {
  const encoded = /^\s*basic\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const user = Buffer.from(encoded, 'base64').toString('utf8').split(':', 1)[0]!;
  return user === '' ? undefined : user;
}
