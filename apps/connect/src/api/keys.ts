import { hash } from 'node:crypto';
import type { Environment } from '../store/environments.ts';

export const privateKey = /^[a-f0-9]{32}$/;
export const publicKey = /^pub-[a-f0-9]{32}$/;

/** Tells to which environment a key belongs. A private key may do all, a public one may send what pages send. */
export interface Keys {
  readonly ofPrivate: (key: string) => Environment | undefined;
  readonly ofPublic: (key: string) => Environment | undefined;
  /** Whether any environment takes calls from pages of this origin. */
  readonly isOrigin: (origin: string) => boolean;
}

/** Keys are looked up by their hash, so that the time of an answer tells nothing about a key that almost fits. */
export function keysOf(environments: readonly Environment[]): Keys {
  const byHash = (keyOf: (environment: Environment) => string | null) => {
    const known = new Map(
      environments.flatMap((environment) => {
        const key = keyOf(environment);
        return key === null ? [] : [[digest(key), environment] as const];
      }),
    );
    return (key: string) => known.get(digest(key));
  };
  const origins = new Set(environments.flatMap(({ publicKey: key, origins }) => (key === null ? [] : origins)));
  return {
    ofPrivate: byHash((environment) => environment.privateKey),
    ofPublic: byHash((environment) => environment.publicKey),
    isOrigin: (origin) => origins.has(origin),
  };
}

function digest(key: string): string {
  return hash('sha256', key);
}
