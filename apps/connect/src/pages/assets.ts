import { readFileSync } from 'node:fs';
import { sharedStyle } from '@crosswalk/pages';
import type { FastifyInstance } from 'fastify';

const own = (name: string) => readFileSync(new URL(`../../assets/${name}`, import.meta.url), 'utf8');

/** Style, script and icon of the pages, read once. */
export function assetRoutes(app: FastifyInstance): void {
  const assets = {
    'style.css': { type: 'text/css; charset=utf-8', content: `${sharedStyle()}\n${own('connect.css')}` },
    'feed.js': { type: 'text/javascript; charset=utf-8', content: own('feed.js') },
    'icon.svg': { type: 'image/svg+xml', content: own('icon.svg') },
  };
  for (const [name, { type, content }] of Object.entries(assets)) {
    app.get(`/assets/${name}`, async (_request, reply) =>
      reply.header('cache-control', 'no-cache').type(type).send(content),
    );
  }
}
