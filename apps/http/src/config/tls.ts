import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Findings, YamlFile } from '@crosswalk/engine/reading';
import { readText, Unreadable } from '@crosswalk/folder';

/** What the public listener shows itself with, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Reads what `tls` names, relative to the folder; files that can't be used, or don't belong together, are reported (C616). */
export function readCertificate(
  written: { readonly cert: string; readonly key: string },
  folder: string,
  yaml: YamlFile,
  findings: Findings,
): Certificate | undefined {
  const texts = (['cert', 'key'] as const).map((name) => {
    try {
      return readText(resolve(folder, written[name]), { followLinks: true });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      findings.error('C616', `this file ${error.message}`, yaml.place(['tls', name]));
      return undefined;
    }
  });
  const [cert, key] = texts;
  if (cert === undefined || key === undefined) return undefined;
  try {
    createSecureContext({ cert, key });
    return { cert, key };
  } catch {
    const notes = ['both are PEM: cert begins with the certificate of this server, key is its private key'];
    findings.error('C616', 'these are no certificate and its key', yaml.place(['tls']), { notes });
    return undefined;
  }
}
