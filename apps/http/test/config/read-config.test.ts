// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how crosswalk.yaml names a variable.
import { resolve } from 'node:path';
import { render } from '@crosswalk/diagnostics';
import { describe, expect, it } from 'vitest';
import { parseConfig, readConfig } from '../../src/config/read-config.ts';
import { shownText } from '../../src/config/shown-text.ts';

const file = 'etc/crosswalk.yaml';
const frames = (text: string, environment = {}) => {
  const { diagnostics, shown } = parseConfig(file, text, environment);
  return render(diagnostics, { sources: shown });
};

describe('crosswalk.yaml', () => {
  it('is read whole, with paths relative to it and variables filled in', () => {
    const text = `
listen: 0.0.0.0:8080
admin: "[::1]:4001"
data: ../var/calls
keep: { delivered: 30 }
mapping: mappings/connect
sources:
  - name: production
    writeKeys: [abc, def]
    retiredKeys: [old]
    destinations:
      - settings:
          apiKey: \${CONNECT_KEY}
          endpoint: https://\${HOST}/api
          note: cost $\${5}
  - name: development
    writeKeys: [ghi]
    enabled: false
    destinations:
      - mapping: /opt/other
`;
    const { config, diagnostics } = parseConfig(file, text, { CONNECT_KEY: 'a: { b', HOST: 'eu.example.com' });
    expect(diagnostics).toEqual([]);
    expect(config).toMatchObject({
      listen: { host: '0.0.0.0', port: 8080 },
      admin: { host: '::1', port: 4001 },
      data: resolve('var/calls'),
      keep: { delivered: 30 },
      sources: [
        {
          name: 'production',
          writeKeys: ['abc', 'def'],
          retiredKeys: ['old'],
          enabled: true,
          destinations: [
            {
              mapping: resolve('etc/mappings/connect'),
              settings: { apiKey: 'a: { b', endpoint: 'https://eu.example.com/api', note: 'cost ${5}' },
            },
          ],
        },
        {
          name: 'development',
          retiredKeys: [],
          enabled: false,
          destinations: [{ mapping: '/opt/other', settings: {} }],
        },
      ],
    });
  });

  it('has keys of digits in quotes, and says so', () => {
    const text = 'mapping: m\nsources:\n  - name: shop\n    writeKeys: [1234567890, 0x10, true]\n    enabled: 1\n';
    expect(frames(text)).toMatchSnapshot();
    expect(frames(text)).not.toContain('567890');
  });

  it('needs no more than sources and a mapping', () => {
    const { config } = parseConfig(file, 'mapping: m\nsources: [{ name: website, writeKeys: [abc] }]', {});
    expect(config).toMatchObject({
      listen: { host: '127.0.0.1', port: 4000 },
      admin: { host: '127.0.0.1', port: 4001 },
      sources: [{ enabled: true, destinations: [{ mapping: resolve('etc/m'), settings: {} }] }],
    });
    expect(config).not.toHaveProperty('data');
  });

  it('shows every mistake at once, at its place, with what was meant', () => {
    const text = `listen: localhost
admn: 4001
sources:
  - name: my site
    writeKeys: []
    enabled: yes
  - writeKey: [abc]
    destinations:
      - settings: { apiKey: "\${CONECT_KEY}" }
`;
    expect(frames(text, { CONNECT_KEY: 'secret' })).toMatchSnapshot();
  });

  it('refuses a write key and a name that stand twice, and a destination without a mapping', () => {
    const text = `admin: 70000
sources:
  - name: web
    writeKeys: [abcdefgh]
    retiredKeys: [ijklmnop]
  - name: web
    writeKeys: [ijklmnop, abcdefgh]
`;
    expect(frames(text)).toMatchSnapshot();
  });

  it('that is no YAML says where, and how a variable is written in a map on one line', () => {
    expect(frames('sources:\n  - settings: { apiKey: ${KEY} }\n')).toMatchSnapshot();
    expect(frames('sources: [\n')).toContain('error[C602]');
    expect(frames('sources: &all []\n')).toContain('error[C602]: an anchor of YAML is not used in crosswalk.yaml');
    expect(frames('sources: []\nsources: []\n')).toContain('error[C603]');
    expect(frames('')).toContain('error[C606]');
  });

  it('that is not there says so', () => {
    expect(render(readConfig('nowhere/crosswalk.yaml', {}).diagnostics)).toBe(
      'error[C601]: the configuration nowhere/crosswalk.yaml does not exist',
    );
  });

  it('that is no YAML does not show what may be a key', () => {
    expect(frames('sources: [\n  { apiKey: 0123456789abcdef0123456789abcdef ]\n')).not.toContain('0123456789abcdef');
  });

  it('never shows a setting or a whole write key', () => {
    const text = `sources:
  - name: web
    writeKeys: [abcdefgh]
    destinations:
      - settings: { apiKey: 0123456789abcdef, endpoint: "https://api.example.com", sendPages: false, other: \${NAME} }
`;
    expect(shownText(parseConfig(file, text.replace('${NAME}', '"${NAME}"'), {}).yaml!)).toBe(`sources:
  - name: web
    writeKeys: [abcd••••]
    destinations:
      - settings: { apiKey: ••••••••••••••••, endpoint: "https://api.example.com", sendPages: false, other: "\${NAME}" }
`);
  });
});
