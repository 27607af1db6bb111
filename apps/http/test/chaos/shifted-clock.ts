// Loaded before a program (`node --import`): its wall clock is off by the milliseconds in the file that SHIFTED_CLOCK names.
import { readFileSync } from 'node:fs';

const file = process.env.SHIFTED_CLOCK!;
const RealDate = Date;
let shift = 0;
let readAt = Number.NEGATIVE_INFINITY;

function now(): number {
  if (performance.now() > readAt + 20) {
    shift = Number(readFileSync(file, 'utf8'));
    readAt = performance.now();
  }
  return RealDate.now() + shift;
}

globalThis.Date = class extends RealDate {
  constructor(...given: ConstructorParameters<DateConstructor> | []) {
    super(...((given.length === 0 ? [now()] : given) as ConstructorParameters<DateConstructor>));
  }

  static override now(): number {
    return now();
  }
} as DateConstructor;
