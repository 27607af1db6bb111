import { expect, it } from 'vitest';
import { type RemotePlugin, settingsFor } from '../../src/cdn/settings.ts';
import { sourceOf } from '../sources.ts';

const origin = { protocol: 'https', host: 'calls.example' } as const;

it('are the smallest that served every client that was tried', () => {
  expect(settingsFor('KEY', sourceOf('website'), true, origin)).toEqual({
    integrations: {
      'Segment.io': {
        apiKey: 'KEY',
        apiHost: 'calls.example/v1',
        protocol: 'https',
        unbundledIntegrations: ['Connect'],
        addBundledMetadata: true,
        maybeBundledConfigIds: {},
        versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
        deliveryStrategy: { strategy: 'batching', config: { size: 10, timeout: 1000 } },
      },
      Connect: { bundlingStatus: 'unbundled', versionSettings: { componentTypes: [] } },
    },
    plan: {
      track: { __default: { enabled: true, integrations: {} } },
      identify: { __default: { enabled: true } },
      group: { __default: { enabled: true } },
    },
    remotePlugins: [],
    middlewareSettings: {},
    enabledMiddleware: {},
    edgeFunction: {},
    analyticsNextEnabled: true,
    metrics: { sampleRate: 0, host: 'calls.example/v1' },
    legacyVideoPluginsEnabled: false,
  });
});

it('let requests outlive their page where calls go one by one', () => {
  const { integrations } = settingsFor('KEY', sourceOf('w', { deliveryStrategy: 'standard' }), true, origin);
  expect(integrations['Segment.io']!.deliveryStrategy).toEqual({ strategy: 'standard', config: { keepalive: true } });
});

it('name no destination of a source that takes no calls', () => {
  const { integrations, remotePlugins } = settingsFor('KEY', sourceOf('w', { mode: 'device' }), false, origin, () => [
    plugin,
  ]);
  expect(Object.keys(integrations)).toEqual(['Segment.io']);
  expect(integrations['Segment.io']!.unbundledIntegrations).toEqual([]);
  expect(remotePlugins).toEqual([]);
});

const plugin: RemotePlugin = {
  name: 'Connect',
  creationName: 'Connect',
  libraryName: 'connectPlugin',
  url: 'https://calls.example/connect.js',
  settings: {},
};

it('hand the page its plugin in device mode alone', () => {
  const device = settingsFor('KEY', sourceOf('w', { mode: 'device' }), true, origin, () => [plugin]);
  expect(device.remotePlugins).toEqual([plugin]);
  expect(device.integrations).toMatchObject({
    Connect: { bundlingStatus: 'bundled', versionSettings: { componentTypes: [] } },
    'Segment.io': { unbundledIntegrations: [] },
  });
  expect(settingsFor('KEY', sourceOf('w'), true, origin, () => [plugin]).remotePlugins).toEqual([]);
});
