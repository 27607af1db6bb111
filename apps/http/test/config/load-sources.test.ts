import { fileURLToPath } from 'node:url';
import { render } from '@crosswalk/diagnostics';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/read-config.ts';
import { loadSources } from '../../src/sources/load-sources.ts';

const mapping = fileURLToPath(new URL('../../../../mappings/connect', import.meta.url));
const apiKey = '0123456789abcdef0123456789abcdef';

function load(text: string) {
  const { config, yaml, shown } = parseConfig('crosswalk.yaml', text, {});
  const { sources, diagnostics } = loadSources(config!, yaml!);
  return { sources, frames: render(diagnostics, { sources: shown }) };
}

const source = (more: string) => `mapping: ${mapping}\nsources:\n  - name: website\n    writeKeys: [k1]\n${more}`;

describe('the sources of crosswalk.yaml', () => {
  it('are ready with their mapping and their settings, defaults filled in', () => {
    const { sources, frames } = load(
      source(`    destinations: [{ settings: { apiKey: ${apiKey}, sendPages: false } }]\n`),
    );
    expect(frames).toBe('');
    expect(sources).toMatchObject([
      {
        name: 'website',
        destinations: [
          {
            destination: { name: 'connect' },
            settings: { apiKey, sendPages: false, endpoint: 'https://api.outbound.io' },
          },
        ],
      },
    ]);
  });

  it('have settings that fit, and a mistake in them is shown at its place without the key', () => {
    const { sources, frames } = load(
      source('    destinations:\n      - settings: { apiKey: abcdef, sendPage: true }\n'),
    );
    expect(sources).toBeUndefined();
    expect(frames).toMatchSnapshot();
  });

  it('hear that a key of digits only stands in quotes, and the key stays unseen', () => {
    const digits = '12345678901234567890123456789012';
    const { frames } = load(source(`    destinations: [{ settings: { apiKey: ${digits}, endpoint: 5555 } }]\n`));
    expect(frames).toMatchSnapshot();
    expect(frames).not.toContain('1234');
    const quoted = load(source(`    destinations: [{ settings: { apiKey: "${digits}" } }]\n`));
    expect(quoted.frames).toBe('');
  });

  it('say where a setting is missing', () => {
    expect(load(source('')).frames).toMatchSnapshot();
    expect(load(source('    destinations:\n      - settings: {}\n')).frames).toContain('crosswalk.yaml:6:9');
  });

  it('name a mapping that is there', () => {
    const { frames } = load('mapping: /nowhere\nsources: [{ name: website, writeKeys: [k1] }]\n');
    expect(frames).toContain('error[M117]: /nowhere is not there');
    expect(frames).toContain('error[C608]: the mapping in /nowhere/ cannot be used');
    expect(frames).toContain('crosswalk.yaml:1:10');
  });

  it('that share a mapping hear of its mistakes once', () => {
    const { frames } = load(
      'mapping: /nowhere\nsources:\n  - { name: shop, writeKeys: [k1] }\n  - { name: blog, writeKeys: [k2] }\n',
    );
    expect(frames.match(/error\[\w+\]/g)).toEqual(['error[M117]', 'error[C608]']);
  });

  it('reach a destination once', () => {
    const one = `      - settings: { apiKey: ${apiKey} }\n`;
    expect(load(source(`    destinations:\n${one}${one}`)).frames).toContain(
      'error[C614]: this source sends to connect already',
    );
  });
});
