import { readdirSync, readFileSync } from 'node:fs';
import { render } from '@crosswalk/diagnostics';
import { describe, expect, test } from 'vitest';
import { parseFrameFixture } from './frame-fixture.ts';

const folder = new URL('../fixtures/frames/', import.meta.url);

describe('frames', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
    test(name.replace('.txt', '').replaceAll('-', ' '), () => {
      const { diagnostic, sources, colour, frame } = parseFrameFixture(readFileSync(new URL(name, folder), 'utf8'));
      expect(render(diagnostic, { sources, colour })).toBe(frame);
    });
  }
});
