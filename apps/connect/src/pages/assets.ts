import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const types: Record<string, string> = {
  'style.css': 'text/css; charset=utf-8',
  'content.css': 'text/css; charset=utf-8',
  'feed.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/** Styles, script and icon of the pages, read once. */
export function assetRoutes(app: FastifyInstance): void {
  for (const [name, type] of Object.entries(types)) {
    const content = readFileSync(new URL(`../../assets/${name}`, import.meta.url));
    app.get(`/assets/${name}`, async (_request, reply) =>
      reply.header('cache-control', 'no-cache').type(type).send(content),
    );
  }
}
