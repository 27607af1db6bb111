// A Connect that takes everything, after so many milliseconds. GET / tells how many calls came, and when.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const delay = Number(process.argv[2] ?? 0);
let calls = 0;
let requests = 0;
let firstAt = 0;
let lastAt = 0;

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify({ calls, requests, firstAt, lastAt }));
    if (request.url === '/reset') calls = requests = firstAt = lastAt = 0;
    return;
  }
  let found = 0;
  request.on('data', (chunk: Buffer) => {
    for (let at = chunk.indexOf('"user_id"'); at !== -1; at = chunk.indexOf('"user_id"', at + 9)) found++;
  });
  request.on('end', () => {
    const answer = () => {
      lastAt = performance.now();
      calls += found;
      requests++;
      response.end('{}');
    };
    firstAt ||= performance.now();
    if (delay > 0) setTimeout(answer, delay);
    else answer();
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
