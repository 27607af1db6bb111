import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { compile } from '../src/index.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function used(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

const source = `(
  $name := function($n){ $substringBefore($n, " ") };
  { "first": $name(traits.name), "rest": $sift(traits, function($v, $k){ $k != "name" }), "n": $eval("1 + 1") }
)`;

test('300 compilations leave nothing behind', () => {
  const round = (count: number): void => {
    for (let index = 0; index < count; index++)
      compile(`${source} /* ${index} */`).evaluate({ traits: { name: 'A B', x: 1 } });
  };
  round(100);
  const before = used();
  round(300);
  expect(used() - before).toBeLessThan(2 * 2 ** 20);
});

test('an expression that evaluates ever new texts keeps but a few', () => {
  const expression = compile('$eval(text)');
  const round = (count: number): void => {
    for (let index = 0; index < count; index++)
      expression.evaluate({ text: `${index} + ${index} /* ${'x'.repeat(5_000)} */` });
  };
  round(200);
  const before = used();
  round(600);
  expect(used() - before).toBeLessThan(4 * 2 ** 20);
});
