import { bundlePath, keylessSettingsPaths, pagePluginPath, scriptPaths, settingsPaths } from '@crosswalk/segment';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notServed } from '../ingest/answer.ts';
import { basicKey } from '../ingest/basic-key.ts';
import type { Opened } from '../ingest/keyring.ts';
import { routeOf } from '../server/route-of.ts';
import { send } from '../server/sdk-routes.ts';
import { answerWithTag } from '../server/tagged.ts';
import { pagePlugins, scriptOf } from './page-plugins.ts';
import { KeyedScript, packed, readBundles, type Script } from './scripts.ts';
import { type Origin, settingsFor } from './settings.ts';

export interface CdnOptions {
  /** What a write key opens at this moment. */
  readonly find: (writeKey: string) => Opened | undefined;
}

interface WithKey {
  readonly Params: { readonly key: string };
}

/** Settings live in the page for as long as it is open; a script may be a little old, and what has a hash never changes. */
const caching = {
  settings: 'no-cache',
  script: 'public, max-age=300',
  bundle: 'public, max-age=31536000, immutable',
} as const;

/** What Segment's CDN serves: settings of a source, and analytics.js with what it loads, so that a page needs no other host. */
export function cdnRoutes(server: FastifyInstance, { find }: CdnOptions): void {
  const settings = (request: FastifyRequest, reply: FastifyReply, key: string | undefined) => {
    const opened = key === undefined ? undefined : find(key);
    const origin = originOf(request);
    if (key === undefined || !opened || !origin) return missing(reply);
    const text = JSON.stringify(settingsFor(key, opened.source, !opened.skip, origin, pagePlugins));
    return answerWithTag(request, reply.type('application/json; charset=utf-8'), caching.settings, Buffer.from(text));
  };
  for (const path of settingsPaths) {
    server.get<WithKey>(routeOf(path), (request, reply) => settings(request, reply, request.params.key));
  }
  for (const path of keylessSettingsPaths) {
    server.get<{ Querystring: { writeKey?: string | string[] } }>(path, (request, reply) =>
      settings(request, reply, basicKey(request.headers.authorization) ?? [request.query.writeKey].flat()[0]),
    );
  }

  const scripts = new KeyedScript();
  for (const path of scriptPaths) {
    server.get<WithKey>(routeOf(path), async (request, reply) => {
      const { key } = request.params;
      if (!find(key)) return missing(reply);
      return answerScript(request, reply, caching.script, await scripts.for(key));
    });
  }
  server.get<{ Params: { key: string; hash: string } }>(routeOf(pagePluginPath), async (request, reply) => {
    const { key, hash } = request.params;
    const text = scriptOf(find(key)?.source.destinations ?? [], hash);
    return text === undefined
      ? missing(reply)
      : answerScript(request, reply, caching.bundle, await packed(Buffer.from(text)));
  });
  const bundles = readBundles();
  server.get<{ Params: { name: string } }>(routeOf(bundlePath), (request, reply) => {
    const script = bundles.get(request.params.name);
    return script ? answerScript(request, reply, caching.bundle, script()) : missing(reply);
  });
}

/** As the client wrote it; a proxy that is trusted may have told it. Nothing when it is no host at all. */
function originOf({ protocol, host }: FastifyRequest): Origin | undefined {
  if (!/^[A-Za-z0-9.-]+(:\d+)?$|^\[[0-9A-Fa-f:.]+\](:\d+)?$/.test(host)) return undefined;
  return { protocol: protocol === 'https' ? 'https' : 'http', host };
}

function missing(reply: FastifyReply): FastifyReply {
  return send(reply.header('cache-control', 'no-store'), notServed);
}

function answerScript(request: FastifyRequest, reply: FastifyReply, cache: string, script: Script): FastifyReply {
  reply.type('text/javascript; charset=utf-8').header('vary', 'Origin, Accept-Encoding');
  if (!/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(request.headers['accept-encoding'] ?? ''))) {
    return answerWithTag(request, reply, cache, script.plain);
  }
  return answerWithTag(request, reply.header('content-encoding', 'gzip'), cache, script.packed);
}
