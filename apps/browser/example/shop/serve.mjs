// The shop at http://127.0.0.1:4020, and a Connect that takes its calls. Build first: npm run setup.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const port = 4020;
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const files = {
  '/': ['./index.html', 'text/html'],
  '/shop.js': ['./shop.js', 'text/javascript'],
  '/shop.css': ['./shop.css', 'text/css'],
  '/connect.js': ['../../dist/connect.js', 'text/javascript'],
  '/connect.debug.js': ['../../dist/connect.debug.js', 'text/javascript'],
};

const keys = ['--key', '0123456789abcdef0123456789abcdef', '--public-key', `pub-${'a'.repeat(32)}`];
const connect = spawn(
  process.execPath,
  [path('../../../connect/dist/main.js'), ...keys, '--origin', `http://127.0.0.1:${port}`],
  { stdio: 'inherit' },
);
process.once('exit', () => connect.kill());
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit());

createServer((request, response) => {
  const [file, type] = files[request.url] ?? [];
  response.writeHead(file ? 200 : 404, {
    'content-type': `${type ?? 'text/plain'}; charset=utf-8`,
    'content-security-policy': "default-src 'self'; connect-src http://127.0.0.1:4010",
  });
  response.end(file && readFileSync(path(file)));
}).listen(port, '127.0.0.1', () => console.log(`The shop: http://127.0.0.1:${port}`));
