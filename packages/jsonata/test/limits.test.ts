import { describe, expect, test } from 'vitest';
import { compile, JsonataError } from '../src/index.ts';

/** As tight as the engine's. */
const limits = { steps: 1_000_000, depth: 500, text: 1_000_000, array: 100_000 };

/** What would take memory or time without end, and the codes of the limits that may stop it. */
const greedy: readonly [expression: string, codes: readonly string[]][] = [
  ['$pad("", 2e8)', ['D1015']],
  ['$pad("", -2e8, "ab")', ['D1015']],
  ['[1..1e9]', ['D2014']],
  ['[1..1e7]', ['D1016']],
  ['$contains(text, /(a+)+$/)', ['a value', 'D1012']],
  ['$match(text, /(a|aa)+$/)', ['a value', 'D1012']],
  ['$replace(blanks, /\\s+$/, "")', ['a value', 'D1012']],
  ['($f := function($n){$f($n + 1) + 1}; $f(0))', ['D1011', 'D1012']],
  ['($f := function($n){$f($n + 1)}; $f(0))', ['D1012']],
  ['($f := function($n){$g($n + 1)}; $g := function($n){$f($n)}; $f(0))', ['D1012']],
  ['($f := function($g){$g($g)}; $f($f))', ['D1011', 'D1012']],
  ['($f := function($n){$map([1, 2], function($v){$f($v)})}; $f(0))', ['D1011', 'D1012']],
  ['$reduce([1..100], function($s, $v){$s & $s}, "ab")', ['D1015']],
  ['$reduce([1..100], function($s, $v){$append($s, $s)}, [1, 2])', ['D1016']],
  ['$reduce([1..100], function($s, $v){[$s, $s]}, [1, 2])', ['D1016']],
  ['$string($reduce([1..100], function($s, $v){{"a": $s, "b": $s}}, {}))', ['D1012', 'D1015']],
  ['$clone($reduce([1..100], function($s, $v){{"a": $s, "b": $s}}, {}))', ['D1012', 'D1015']],
  ['$count($reduce([1..100], function($s, $v){{"a": $s, "b": $s}}, {}).**)', ['D1012', 'D1016']],
  ['($s := function($x){$reduce([1..60], function($s, $v){{"a": $s, "b": $s}}, $x)}; $s({}) = $s({}))', ['D1012']],
  ['[1..1000].([1..1000])', ['D1016', 'D1012']],
  ['$map([1..1000], function($a){$map([1..1000], function($b){$map([1..1000], function($c){1})})})', ['D1012']],
  ['[1..2000]@$a.[1..2000]@$b.[$a, $b]', ['D1016', 'D1012']],
  ['$join([1..90000].$string(), "------------")', ['D1015']],
  ['$replace($pad("", 100000, "x"), "x", "yyyyyyyyyyyyyyyyyyyy")', ['D1015']],
  ['$split($pad("", 500000, "x"), "")', ['D1016']],
  ['$distinct([1..20000].{"n": $})', ['D1012']],
  ['$sort([1..90000], function($a, $b){true})', ['D1012']],
  ['$formatNumber(1, $pad("", 500000, "0"))', ['D1018', 'D1015', 'D3080']],
  ['$formatInteger(1, $pad("", 900000, "#,"))', ['D1018', 'D1015', 'D3130']],
  ['$fromMillis(0, "[Y," & $pad("", 300000, "9") & "]")', ['D1018', 'D1015']],
  ['$eval($pad("", 999999, "(") )', ['D3120', 'D1012']],
  ['($f := function($s){$eval($s)}; $f("$f($s)"))', ['D1011', 'D1012', 'D3121']],
  ['($f := function(){$eval("$f()")}; $f())', ['D1011', 'D1012', 'D3121']],
];

const text = `${'a'.repeat(60)}b`;
const blanks = `${' '.repeat(100_000)}x`;

describe('under tight limits', () => {
  test.each(greedy)('%s ends quickly', (expression, codes) => {
    const compiled = compile(expression, { limits });
    const before = process.memoryUsage().heapUsed;
    const start = performance.now();
    let code = 'a value';
    try {
      compiled.evaluate({ text, blanks });
    } catch (error) {
      code = error instanceof JsonataError ? error.code : String(error);
    }
    const time = performance.now() - start;
    expect(codes).toContain(code);
    // The promise is 100 ms on a machine of its own; tests share theirs with others.
    expect(time).toBeLessThan(1_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 2 ** 20);
  });
});

/** Each call goes through all of a long value, which is paid for by its size. */
const thorough: readonly [expression: string, most: number][] = [
  ['$sum(numbers)', 50],
  ['$max(numbers)', 50],
  ['$average(numbers)', 50],
  ['$boolean(zeros)', 50],
  ['(zeros ? 1 : 2)', 50],
  ['$filter([1], function($v){zeros})', 50],
  ['[1][$$.zeros]', 50],
  ['-1 in numbers', 50],
  ['$join(texts)', 50],
  ['$lowercase(long)', 200],
  ['$trim(long)', 200],
  ['$length(emoji)', 200],
  ['$contains(long, "b")', 3_000],
  ['$replace(long, "b", "c")', 3_000],
  ['$substringBefore(long, "b")', 3_000],
  ['$encodeUrl(long)', 200],
  ['$base64encode(long)', 200],
  ['$base64decode(long)', 200],
  ['long = other', 3_000],
  ['long < other', 3_000],
  ['other in [long]', 3_000],
  ['$sort([long, other])', 3_000],
  ['[long, other]^($)', 3_000],
];

describe('what is read again and again', () => {
  const numbers = Array.from({ length: 50_000 }, (_, index) => index);
  const zeros = numbers.map(() => 0);
  const input = {
    numbers,
    zeros,
    texts: numbers.map(String),
    long: 'a'.repeat(500_000),
    other: `${'a'.repeat(499_999)}b`,
    emoji: '😀'.repeat(50_000),
  };

  test.each(thorough)('%s ends within %d rounds', (expression, most) => {
    const repeated = compile(`$map([1..${most}], function($round){${expression}})`, { limits });
    expect(() => repeated.evaluate(input)).toThrow(expect.objectContaining({ code: 'D1012' }));
  });

  test('the truth of a list that holds itself many times over is paid for too', () => {
    const nested = '$boolean($reduce([1..60], function($s, $v){[[$s], [$s]]}, 0))';
    expect(() => compile(nested, { limits }).evaluate()).toThrow(expect.objectContaining({ code: 'D1012' }));
  });
});

/** What takes long beside a turn of a loop, and the steps that a thousand of it take at least. */
const dear: readonly [expression: string, steps: number][] = [
  ['$fromMillis($)', 5_000],
  ['$fromMillis($, "[Y0001]-[M01]-[D01]")', 10_000],
  ['$fromMillis($, "[Y]" & $)', 40_000],
  ['$toMillis("2024-01-02T03:04:05Z")', 5_000],
  ['$toMillis("2024-01-02", "[Y]-[M]-[D]")', 40_000],
  ['$toMillis("2024-01-02", "[Y]-[M]-[D]" & $)', 500_000],
  ['$toMillis("first", "[Dwo]" & $)', 40_000_000],
  ['$formatNumber($, "0.00")', 8_000],
  ['$formatInteger(3999999, "I")', 200_000],
  ['$formatBase(1e308, 2)', 100_000],
  ['$round($ / 7, 2)', 8_000],
  ['$string($ / 7)', 4_000],
  ['$match("abc", /b/)', 14_000],
  ['$split("a-b", /-/)', 10_000],
  ['$eval("1")', 1_000_000],
  ['$substring(?, 1)', 8_000],
  ['{"k" & $: $}', 6_000],
  ['$merge([{"a": 1, "b": 2}])', 4_000],
  ['$spread({"a": 1, "b": 2})', 4_000],
  ['{"a": 1} ~> |$|{"b": 2}|', 6_000],
  ['[$]@$x.$x', 6_000],
  ['[$]#$i.$i', 6_000],
  ['{"a": $}.a.%', 6_000],
  ['$base64encode("sixteen letters.")', 2_000],
  ['function($list)<a<n>:n>{1}($$.numbers)', 1_000_000],
  ['$join([$$.long])', 10_000],
  ['$lookup($$, $$.long)', 10_000],
  ['$count([{($$.long & $): 1}])', 10_000],
  ['$distinct([$$.long, "b"])', 10_000],
  ['$keys($$.wide)', 4_000_000],
  ['$$.wide.*', 4_000_000],
  ['$$.wide = $$.other', 4_000_000],
];

describe('a thousand', () => {
  const wide = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`name ${index}`, index]));
  const numbers = Array.from({ length: 1_000 }, (_, index) => index);
  const input = { wide, other: { ...wide }, numbers, long: 'a'.repeat(1_000) };
  const attempt = (expression: string, steps: number): string => {
    try {
      compile(`[1..1000].(${expression})`, { limits: { steps } }).evaluate(input);
      return 'a value';
    } catch (error) {
      return (error as JsonataError).code;
    }
  };

  test.each(dear)('%s take %d steps or more', (expression, steps) => {
    // A search that has no steps left ends in D1017.
    expect(attempt(expression, steps)).toMatch(/^D101[27]$/);
  });
});

describe('a list that holds itself many times over is paid for by', () => {
  const nested = '$reduce([1..60], function($list, $turn){[[$list], [$list]]}, 0)';
  test.each(['$keys', '$spread', '$merge', '$sum'])('%s', (name) => {
    const expression = compile(`${name}(${nested})`, { limits });
    expect(() => expression.evaluate()).toThrow(expect.objectContaining({ code: expect.stringMatching(/D1012|T04/) }));
  });
});

test.each([
  ['s?'.repeat(9), 'may be left out'],
  ['s+'.repeat(3), 'repeat'],
  ['s'.repeat(65), 'parameters'],
])('a signature <%s:s>, which could take for ever to be checked, is refused', (parameters) => {
  expect(() => compile(`function($a)<${parameters}:s>{1}("a")`).evaluate()).toThrow(
    expect.objectContaining({ code: 'S0402' }),
  );
});

describe('without limits', () => {
  test.each([
    '($f := function($n){$f($n + 1) + 1}; $f(0))',
    '($f := function($n){[$n, $f($n + 1)]}; $f(0))',
    '($f := function($n){$map([$n], function($v){$f($v)})[0]}; $f(0))',
    '($f := function($g){1 + $g($g)}; $f($f))',
    '($f := function(){1 + $eval("$f()")}; $f())',
  ])('a recursion without end is a coded error: %s', (expression) => {
    expect(() => compile(expression).evaluate()).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/D1011|D3121/) }),
    );
  });

  test('a text longer than JavaScript allows is a coded error', () => {
    expect(() => compile('$pad("", 1e10)').evaluate()).toThrow(expect.objectContaining({ code: 'D1015' }));
  });

  test('an expression nested too deeply to be read is a coded error', () => {
    const deep = `${'('.repeat(20_000)}1${')'.repeat(20_000)}`;
    expect(() => compile(deep)).toThrow(expect.objectContaining({ code: 'S0500' }));
  });

  test.each([`1${' ~> $string'.repeat(5_000)}`, `$f${'('.repeat(3_000)}1${')'.repeat(3_000)}`])(
    'so is one that can be read, but is too deep to be compiled: %.20s',
    (deep) => {
      expect(() => compile(deep)).toThrow(expect.objectContaining({ code: 'S0500' }));
    },
  );

  test('a range may hold ten million numbers, as in the reference', () => {
    expect(compile('$count([1..1e7])').evaluate()).toBe(1e7);
    expect(() => compile('[1..1e7+1]').evaluate()).toThrow(expect.objectContaining({ code: 'D2014' }));
  });
});

describe("the reference's own limits", () => {
  const factorial = (n: number): string => `($f := function($n){$n = 0 ? 1 : $n * $f($n - 1)}; $f(${n}))`;

  test('stack counts nested evaluations', () => {
    expect(compile(factorial(99), { limits: { stack: 302 } }).evaluate()).toBeGreaterThan(1e155);
    expect(() => compile(factorial(100), { limits: { stack: 302 } }).evaluate()).toThrow(
      expect.objectContaining({ code: 'D1011' }),
    );
  });

  test('timeout ends what never ends', () => {
    const endless = compile('($f := function(){$f()}; $f())', { limits: { timeout: 10 } });
    expect(() => endless.evaluate()).toThrow(expect.objectContaining({ code: 'D1012' }));
  });
});

test('a limit that was met once is not met earlier the next time', () => {
  const expression = compile('($f := function($n){$n = 0 ? 0 : 1 + $f($n - 1)}; $f(n))', { limits: { depth: 50 } });
  for (let round = 0; round < 5; round++) {
    expect(expression.evaluate({ n: 40 })).toBe(40);
    expect(() => expression.evaluate({ n: 60 })).toThrow(expect.objectContaining({ code: 'D1011' }));
  }
});
