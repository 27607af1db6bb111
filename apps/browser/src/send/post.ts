import type { Answer, HttpRequest } from '@crosswalk/engine';

/** What browsers let a page that has gone away send: 64 KiB, headers not counted. */
export const mostOfClosing = 60_000;

const timeout = 10_000;

/** Sends a request and gives what came back. Never rejects. */
export async function post({ url, ...request }: HttpRequest, mayOutlive: boolean): Promise<Answer> {
  try {
    const response = await fetch(url, {
      ...request,
      credentials: 'omit',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      // Bodies that were given as objects make a text.
      keepalive: mayOutlive && sizeOf(request.body as string) <= mostOfClosing,
    });
    return {
      // Browsers tell of a redirect only that there was one.
      status: response.type === 'opaqueredirect' ? 302 : response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } catch {
    return { error: 'network' };
  }
}

/** In bytes, as it is sent. */
export function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
