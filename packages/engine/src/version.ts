import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Files } from './contract.ts';

/** The recorded version of a mapping: its package's version and the first 12 hex digits of its content's SHA-256. */
export function versionOf(version: string, files: Files): string {
  const content = Object.keys(files)
    .filter((file) => !file.endsWith('.cases.yaml'))
    .sort()
    .map((file) => [file, files[file]]);
  return `${version}+${bytesToHex(sha256(utf8ToBytes(JSON.stringify(content)))).slice(0, 12)}`;
}
