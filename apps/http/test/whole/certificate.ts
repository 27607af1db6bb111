import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Makes a certificate for this machine and its key, good for a day; gives both files. Needs openssl. */
export function makeCertificate(folder: string): { readonly cert: string; readonly key: string } {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-days', '1'];
  const kind = ['-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  execFileSync('openssl', ['req', '-x509', ...names, ...kind, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { cert, key };
}
