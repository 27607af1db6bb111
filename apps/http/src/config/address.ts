import type { Findings, YamlFile } from '@crosswalk/engine/reading';
import { isScalar } from 'yaml';
import type { Address } from './config.ts';

/**
 * The address at a key: `HOST:PORT`, `[::1]:PORT`, or a port alone on 127.0.0.1, which is also the default. A text or number
 * that is none of them is reported (C612); any other kind of value is the schema's to report.
 */
export function addressAt(path: readonly [string], defaultPort: number, yaml: YamlFile, findings: Findings): Address {
  const node = yaml.node(path);
  const written = node && isScalar(node) ? node.value : defaultPort;
  const place = node ? yaml.placeOf(node) : undefined;
  const parts = /^(?:(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):)?(\d{1,5})$/.exec(String(written).trim());
  const port = Number(parts?.[2]);
  if (parts && port <= 65_535) {
    return { host: parts[1]?.replace(/^\[|\]$/g, '') ?? '127.0.0.1', port, ...(place && { place }) };
  }
  if (place && (typeof written === 'string' || typeof written === 'number')) {
    const notes = ['such as 127.0.0.1:4000, 0.0.0.0:4000 for every network, or 4000'];
    findings.error('C612', 'an address to listen on is wanted here', place, { notes });
  }
  return { host: '127.0.0.1', port: 0 };
}
