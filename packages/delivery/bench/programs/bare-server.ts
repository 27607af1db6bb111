// What taking in is measured against: a Fastify that parses JSON and answers, and keeps nothing.
import fastify from 'fastify';

const server = fastify({ bodyLimit: 4 * 1024 * 1024 });
for (const path of ['/v1/batch', '/v1/track']) server.post(path, async () => ({ success: true }));
console.log(await server.listen({ host: '127.0.0.1', port: 0 }));
