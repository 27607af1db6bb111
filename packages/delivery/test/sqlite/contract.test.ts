import { afterEach, describe } from 'vitest';
import { keepingContract } from '../contract/keeping.ts';
import { ledgerContract } from '../contract/ledger.ts';
import { logContract } from '../contract/log.ts';
import { lookingContract } from '../contract/looking.ts';
import type { OpenNew } from '../contract/new-store.ts';
import { revivalContract } from '../contract/revival.ts';
import { VirtualClock } from '../virtual-clock.ts';
import { newFolder, openHere } from './in-process.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const open: OpenNew = async (limits) => {
  const clock = new VirtualClock();
  const { store, end } = openHere(newFolder(), clock, limits);
  ends.push(end);
  return { store, pass: (ms) => clock.pass(ms), jump: (ms) => clock.jump(ms) };
};

describe('the log in SQLite', () => logContract(open));
describe('the ledger in SQLite', () => ledgerContract(open));
describe('looking at calls in SQLite', () => lookingContract(open));
describe('delivering anew from SQLite', () => revivalContract(open));
describe('keeping calls in SQLite', () => keepingContract(open));
