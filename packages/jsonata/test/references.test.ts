import { expect, test } from 'vitest';
import { lambdaParameters, parse, references } from '../src/index.ts';

/** The free names of a source, as text: what stands there, and how it is used. */
function names(source: string): string[] {
  return references(parse(source)).map((reference) => {
    const text = source.slice(reference.start, reference.end);
    if (reference.kind === 'setting') return `${text}: setting ${reference.path.join('.')}`;
    return `${text}: ${reference.kind}${reference.arguments === undefined ? '' : ` of ${reference.arguments}`}`;
  });
}

test.each([
  ['a.b + 1', []],
  ['$ & $$', []],
  ['$x + $f(1, 2)', ['$x: variable', '$f: function of 2']],
  ['a ~> $f(1) ~> $g', ['$f: function of 2', '$g: function']],
  ['$f(?, 1)', ['$f: function']],
  ['$map(list, $each)', ['$map: function of 2', '$each: variable']],
  ['($x := 1; $x + $y)', ['$y: variable']],
  ['(($x := 1); $x)', ['$x: variable']],
  ['function($a){$a + $b}', ['$b: variable']],
  ['($f := function($n){$f($n - 1)}; $f(1))', []],
  ['a@$i.b[$i = $j].($k := $i; $k)', ['$j: variable']],
  ['a#$i{$string($i): $n}', ['$string: function of 1', '$n: variable']],
  ['$settings.endpoint & "/v2"', ['$settings.endpoint: setting endpoint']],
  ['$settings.a.b[0].c', ['$settings.a.b: setting a.b']],
  ['$settings', ['$settings: variable']],
  ['($settings := {"a": 1}; $settings.a)', []],
  ['$.{"a": $x[$y]}', ['$x: variable', '$y: variable']],
  ['a^($f($)).b', ['$f: function of 1']],
  ['$ ~> |a|{"b": $x}, $y|', ['$x: variable', '$y: variable']],
  ['$x ?? $y ?: $z', ['$x: variable', '$y: variable', '$z: variable']],
  ['(\n  $fristName()\n)', ['$fristName: function of 0']],
])('%s', (source, expected) => {
  expect(names(source)).toStrictEqual(expected);
});

test('the parameters of a function file', () => {
  expect(lambdaParameters(parse('/* About it. */ function($name, $or){ $name }'))).toStrictEqual(['name', 'or']);
  expect(lambdaParameters(parse('(function(){ 1 })'))).toStrictEqual([]);
  expect(lambdaParameters(parse('$f'))).toBeUndefined();
});
