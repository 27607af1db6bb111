import { hash } from 'node:crypto';
import type { Environment } from '../store/environments.ts';

export const privateKey = /^[a-f0-9]{32}$/;

/** Tells to which environment a private key belongs. */
export type Keys = (key: string) => Environment | undefined;

/** Keys are looked up by their hash, so that the time of an answer tells nothing about a key that almost fits. */
export function keysOf(environments: readonly Environment[]): Keys {
  const byHash = new Map(environments.map((environment) => [digest(environment.privateKey), environment]));
  return (key) => byHash.get(digest(key));
}

function digest(key: string): string {
  return hash('sha256', key);
}
