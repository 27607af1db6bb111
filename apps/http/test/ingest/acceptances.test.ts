import { describe, expect, it } from 'vitest';
import { acceptancesOf, type Received } from '../../src/ingest/acceptances.ts';
import { Keyring } from '../../src/ingest/keyring.ts';
import { callsOf } from '../calls-of.ts';
import { sourceOf } from '../sources.ts';

const keyring = new Keyring([
  sourceOf('website', { retiredKeys: ['website-old-key'] }),
  sourceOf('app'),
  sourceOf('closed', { enabled: false }),
]);

function accept(body: unknown, given: Partial<Received> = {}) {
  const acceptances = acceptancesOf(
    {
      kind: 'batch',
      body,
      raw: given.raw ?? Buffer.from(JSON.stringify(body) ?? ''),
      keys: ['website-key'],
      receivedAt: '2026-01-02T03:04:05.678Z',
      ip: '203.0.113.7',
      fromPage: false,
      newId: () => 'minted',
      ...given,
    },
    keyring,
  );
  return acceptances?.map((acceptance) => ({ ...acceptance, calls: callsOf(acceptance.calls) }));
}

const track = (given = {}) => ({ type: 'track', event: 'Signed Up', userId: 'u1', messageId: 'm1', ...given });

describe('a request', () => {
  it('becomes what its source is given, with the destinations of that moment', () => {
    const [acceptance, ...others] = accept({ batch: [track(), track({ messageId: 'm2' })] })!;
    expect(others).toEqual([]);
    expect(acceptance).toMatchObject({ source: 'website', destinations: ['connect'], refused: [] });
    expect(acceptance!.calls.map(({ messageId }) => messageId)).toEqual(['m1', 'm2']);
    expect(acceptance!.skip).toBeUndefined();
  });

  it('with one bad call costs that call alone, and keeps how it began', () => {
    const bad = { type: 'track', userId: 'u1', messageId: 'bad', note: 'x'.repeat(2000) };
    const [acceptance] = accept({ batch: [track(), bad, 'text', track({ messageId: 'm2' })] })!;
    expect(acceptance!.calls.map(({ messageId }) => messageId)).toEqual(['m1', 'm2']);
    expect(acceptance!.refused.map(({ code, messageId }) => [code, messageId])).toEqual([
      ['event_not_defined', 'bad'],
      ['call_not_object', undefined],
    ]);
    const [first] = acceptance!.refused;
    expect(first!.excerpt).toHaveLength(1024);
    expect(first!.excerpt).toContain('"messageId":"bad"');
  });

  it('with a call of more than 32 KB refuses that call, alone or in a batch', () => {
    const large = track({ messageId: 'large', properties: { text: 'ü'.repeat(17_000) } });
    const [alone] = accept(large, { kind: 'track' })!;
    expect(alone).toMatchObject({ calls: [], refused: [{ code: 'call_too_large', messageId: 'large' }] });
    const [batch] = accept({ batch: [large, track()] })!;
    expect(batch!.refused).toMatchObject([{ code: 'call_too_large', bytes: Buffer.byteLength(JSON.stringify(large)) }]);
    expect(batch!.calls).toHaveLength(1);
  });

  it('with a call that is nested without end refuses that call', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const text = JSON.stringify({ batch: [track({ messageId: 'deep', properties: { deep: 1 } }), track()] });
    const raw = Buffer.from(text.replace('"deep":1', `"deep":${deep}`));
    const [acceptance] = accept(JSON.parse(raw.toString()), { raw })!;
    expect(acceptance).toMatchObject({
      calls: [{ messageId: 'm1' }],
      refused: [{ code: 'call_too_deep', messageId: 'deep', excerpt: '"(nested too deep to be shown)"' }],
    });
  });

  it('without calls is kept as a failure', () => {
    expect(accept({ batch: [] })).toMatchObject([{ calls: [], refused: [{ code: 'empty_batch' }] }]);
    expect(accept([1])).toMatchObject([{ calls: [], refused: [{ code: 'call_not_object' }] }]);
  });

  it('of millions of calls is told in a few thousand failures', () => {
    const [acceptance] = accept({ batch: Array.from({ length: 10_000 }, () => 0) })!;
    expect(acceptance!.refused).toHaveLength(2500 + 2500 + 1);
    expect(acceptance!.refused.at(-1)!.message).toContain('and 5000 more');
  });
});

describe('the write key', () => {
  it('is taken from beside the body, then from the body', () => {
    expect(accept(track(), { kind: 'track', keys: ['nobody', 'app-key'] })).toMatchObject([{ source: 'app' }]);
    expect(accept({ ...track(), writeKey: 'app-key' }, { kind: 'track', keys: [] })).toMatchObject([{ source: 'app' }]);
    expect(accept({ batch: [track()], writeKey: 'app-key' }, { keys: ['proxy'] })).toMatchObject([{ source: 'app' }]);
  });

  it('may stand on each event, also of several sources', () => {
    const batch = [
      track({ writeKey: 'app-key' }),
      track({ writeKey: 'website-key', messageId: 'm2' }),
      track({ writeKey: 'nobody', messageId: 'm3' }),
      track({ writeKey: 'app-key', messageId: 'm4' }),
    ];
    const found = accept({ batch }, { keys: [] })!;
    expect(found.map(({ source, calls, refused }) => [source, calls.length, refused.map(({ code }) => code)])).toEqual([
      ['app', 2, ['unknown_source']],
      ['website', 1, []],
    ]);
    expect(found[0]!.calls[0]!.call).not.toHaveProperty('writeKey');
  });

  it('that never belonged to a source opens nothing', () => {
    expect(accept(track(), { kind: 'track', keys: ['nobody'] })).toBeUndefined();
    expect(accept({ batch: [] }, { keys: [] })).toBeUndefined();
    expect(accept(null, { keys: [undefined] })).toBeUndefined();
  });

  it('that is retired, or of a disabled source, keeps its calls and delivers none', () => {
    expect(accept({ batch: [track()] }, { keys: ['website-old-key'] })).toMatchObject([
      {
        source: 'website',
        calls: [{ messageId: 'm1' }],
        skip: { code: 'source_disabled', reason: 'The write key is retired' },
      },
    ]);
    expect(accept({ batch: [track()] }, { keys: ['closed-key'] })).toMatchObject([
      { source: 'closed', skip: { code: 'source_disabled', reason: 'The source is not enabled' } },
    ]);
  });
});

describe('context.ip', () => {
  const ipOf = (call: object, given: Partial<Received> = {}) =>
    (accept({ batch: [call], context: undefined }, given)![0]!.calls[0]!.call.context as { ip?: string }).ip;

  it('is the sender of a call from a page or a device', () => {
    expect(ipOf(track(), { fromPage: true })).toBe('203.0.113.7');
    expect(ipOf(track({ context: { library: { name: 'analytics-ios' } } }))).toBe('203.0.113.7');
    expect(ipOf(track({ context: { library: { name: '@segment/analytics-react-native' } } }))).toBe('203.0.113.7');
    expect(ipOf(track({ context: { ip: '198.51.100.1' } }), { fromPage: true })).toBe('198.51.100.1');
  });

  it("stays absent for a server's call, whose address is nobody's", () => {
    expect(ipOf(track({ context: { library: { name: '@segment/analytics-node' } } }))).toBeUndefined();
    expect(ipOf(track())).toBeUndefined();
  });
});
