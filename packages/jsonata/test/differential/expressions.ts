import fc from 'fast-check';
import { builtInNames } from '../../src/index.ts';
import { names } from './inputs.ts';

/** Expressions as text, of every construct of the language, over the names that inputs have. */

type Text = fc.Arbitrary<string>;

const text = (strings: TemplateStringsArray, ...parts: Text[]): Text =>
  fc.tuple(...parts).map((values) => String.raw({ raw: strings.raw }, ...values));

const pick = (...choices: string[]): Text => fc.constantFrom(...choices);
const name = pick(...names.filter((each) => each !== '0'), '`0`', 'missing');
const variable = pick('$x', '$y', '$f', '$n');
const literal = pick('1', '2', '0', '-1', '10', '0.5', '"x"', '"Ann"', '""', '"a"', 'true', 'false', 'null', '"b"');
const index = pick('0', '1', '-1', '2', '1.6', '-2');
const regex = pick('/a/', '/[a-z]+/', '/(x)|(y)/', '/ /', '/B(.)b/i', '/\\d/');
const picture = pick('"#,##0.00"', '"0"', '"00"', '"#"', '"w"', '"I"');

const unaryText = ['string', 'length', 'lowercase', 'uppercase', 'trim', 'number', 'boolean', 'not', 'exists', 'type'];
/** All that is told neither the time nor chance. */
const functions = [...builtInNames].filter((each) => !['now', 'millis', 'random', 'shuffle', 'eval'].includes(each));
const aggregates = ['map', 'filter', 'single', 'each', 'sift'];

export interface Options {
  /** How deep expressions nest. */
  readonly size?: fc.DepthSize;
}

export function expressions({ size = 'small' }: Options = {}): Text {
  return fc.letrec<
    Record<'expression' | 'step' | 'path' | 'test' | 'lambda' | 'call' | 'block' | 'tuples' | 'chain', string>
  >((tie) => {
    const e = tie('expression');
    const list = (part: Text, most = 3): Text => fc.array(part, { maxLength: most }).map((parts) => parts.join(', '));
    const pair = fc.oneof(
      { weight: 4, arbitrary: text`"${name}": ${e}` },
      { weight: 1, arbitrary: text`$string(${e}): ${e}` },
    );
    const object = text`{${list(pair, 2)}}`;
    const item = fc.oneof({ weight: 4, arbitrary: e }, { weight: 1, arbitrary: pick('1..3', '0..1', '3..1', '2..2') });
    const filter = fc.oneof(
      { weight: 2, arbitrary: text`[${index}]` },
      { weight: 3, arbitrary: text`[${tie('test')}]` },
      { weight: 1, arbitrary: text`[${e}]` },
      { weight: 1, arbitrary: pick('[]') },
      { weight: 1, arbitrary: pick('[[0..1]]', '[[-1,0]]') },
    );
    const order = fc.oneof(text`^(${tie('path')})`, text`^(>${name}, <${name})`, pick('^($)', '^(>$)'));
    return {
      expression: fc.oneof(
        { depthSize: size, withCrossShrink: true },
        { weight: 3, arbitrary: literal },
        { weight: 8, arbitrary: tie('path') },
        { weight: 1, arbitrary: pick('$', '$$', '*', '**', '$x', '$y') },
        { weight: 3, arbitrary: tie('test') },
        { weight: 2, arbitrary: text`(${e} ${pick('+', '-', '*', '/', '%', '&')} ${e})` },
        { weight: 1, arbitrary: text`-(${e})` },
        { weight: 2, arbitrary: text`[${list(item)}]` },
        { weight: 2, arbitrary: object },
        { weight: 2, arbitrary: text`(${e} ? ${e} : ${e})` },
        { weight: 1, arbitrary: text`(${e} ${pick('??', '?:')} ${e})` },
        { weight: 6, arbitrary: tie('call') },
        { weight: 2, arbitrary: tie('block') },
        { weight: 1, arbitrary: text`(${e})${filter}` },
        {
          weight: 1,
          arbitrary: text`${e} ~> ${fc.oneof(text`$${pick(...functions)}`, tie('call'), tie('lambda'), regex)}`,
        },
        { weight: 3, arbitrary: tie('chain') },
        { weight: 1, arbitrary: text`(${tie('path')} ~> |${name}|{"b": ${literal}}${pick('', ', "a"')}|)` },
        {
          weight: 1,
          arbitrary: text`(${e} ~> |${tie('path')}|${object}${fc.oneof(pick('', ', ["a", "b"]'), text`, ${e}`)}|)`,
        },
        { weight: 2, arbitrary: tie('tuples') },
      ),
      step: fc.oneof(
        { weight: 10, arbitrary: name },
        { weight: 3, arbitrary: text`${name}${filter}` },
        { weight: 1, arbitrary: pick('*', '**', '$', '"a"') },
        { weight: 1, arbitrary: text`(${e})` },
        { weight: 1, arbitrary: text`(${e})${filter}` },
        { weight: 1, arbitrary: object },
        { weight: 1, arbitrary: text`[${list(e, 2)}]` },
        { weight: 1, arbitrary: tie('call') },
      ),
      path: fc.oneof(
        {
          weight: 6,
          arbitrary: text`${pick('', '', '$.', '$$.', '$x.')}${fc.array(tie('step'), { minLength: 1, maxLength: 3 }).map((steps) => steps.join('.'))}`,
        },
        { weight: 1, arbitrary: text`${tie('step')}${order}` },
        { weight: 1, arbitrary: text`${tie('step')}.${tie('step')}${order}${fc.oneof(pick(''), filter)}` },
        { weight: 1, arbitrary: text`${name}.${tie('step')}{${pair}}` },
        { weight: 1, arbitrary: text`$x${filter}` },
      ),
      // Anything, and anything behind it: much of this is no expression, which both must say alike.
      chain: text`${fc.oneof(
        { weight: 6, arbitrary: name },
        { weight: 1, arbitrary: pick('*', '**', '%', '$', '$$', '$x') },
        { weight: 2, arbitrary: text`(${e})` },
        { weight: 2, arbitrary: text`[${list(item, 2)}]` },
        { weight: 1, arbitrary: object },
        { weight: 3, arbitrary: tie('call') },
        { weight: 1, arbitrary: tie('lambda') },
        { weight: 1, arbitrary: literal },
      )}${fc
        .array(
          fc.oneof(
            { weight: 5, arbitrary: text`.${name}` },
            { weight: 2, arbitrary: text`.${tie('step')}` },
            { weight: 1, arbitrary: pick('.%', '.%.%', '.*', '.**', '.$', '.$x', '.$n') },
            { weight: 3, arbitrary: filter },
            { weight: 1, arbitrary: text`[${pick('%.', '$n.')}${name} = ${e}]` },
            { weight: 1, arbitrary: text`{${list(pair, 2)}}` },
            { weight: 2, arbitrary: order },
            { weight: 3, arbitrary: pick('@$n', '@$x', '#$n', '#$x') },
            { weight: 1, arbitrary: text`(${list(e, 2)})` },
            { weight: 1, arbitrary: text`.[${list(fc.oneof(pick('%', '$n', '$x', '$'), e), 2)}]` },
          ),
          { minLength: 1, maxLength: 4 },
        )
        .map((parts) => parts.join(''))}`,
      tuples: fc.oneof(
        text`${name}@$n.${tie('step')}`,
        text`${name}#$n${fc.oneof(pick(''), filter)}.{"n": $n, "v": ${name}}`,
        text`${name}.${name}#$n[$n < 2]`,
        text`${name}.${name}.[%.${name}, ${name}]`,
        text`${name}.${name}[%.${name} = ${e}]`,
        text`${name}@$n${fc.oneof(pick(''), filter)}.${name}@$y.[$n.${name}, $y]`,
        text`${name}.${name}.(%.${name})`,
        text`${name}#$n^(${name}).$n`,
        text`${name}@$n.${name}{$string($n.${name}): $count($)}`,
      ),
      test: fc.oneof(
        text`${e} ${pick('=', '!=', '<', '<=', '>', '>=', 'in', 'and', 'or')} ${e}`,
        text`${name} ${pick('=', '!=', '<', '>')} ${literal}`,
        text`$exists(${tie('path')})`,
        text`$not(${e})`,
      ),
      lambda: fc.oneof(
        text`function($v){${e}}`,
        text`function($v){$v.${tie('step')}}`,
        text`function($v, $i){$v & $i}`,
        text`function($v, $i, $all){[$i, $count($all), ${e}]}`,
        text`function($v){$v}`,
        text`function($v){$${pick(...functions)}($v)}`,
        text`function($v, $x){($v ? $f($x) : ${e})}`,
        text`function($x){$keys($x)}`,
        pick('$string', '$count', '$keys', '$sum', '$exists', '$boolean', '$substring(?, 0, 1)', '$append(?, 1)'),
        text`function($x)<${pick('x', 's-', 'n', 'a', 'a<n>', 'o?', '(sn)-')}>{$x}`,
      ),
      call: fc.oneof(
        { weight: 6, arbitrary: text`$${pick(...functions)}(${e})` },
        { weight: 1, arbitrary: text`$${pick(...unaryText, 'keys', 'clone')}()` },
        { weight: 3, arbitrary: text`$${pick(...functions)}(${e}, ${e})` },
        { weight: 1, arbitrary: text`$${pick(...functions)}(${list(e, 4)})` },
        { weight: 1, arbitrary: text`$${pick('map', 'filter', 'sort', 'reduce')}(${e}, $${pick(...functions)})` },
        { weight: 1, arbitrary: text`$${pick('contains', 'match', 'split')}(${e}, ${regex})` },
        {
          weight: 1,
          arbitrary: text`$replace(${e}, ${fc.oneof(regex, literal)}, ${fc.oneof(pick('"[$0$1]"', '"-"', 'function($m){$m.match & "!"}'), e)})`,
        },
        { weight: 1, arbitrary: text`$pad(${e}, ${pick('5', '-4', '0')}, ${pick('"-"', '"ab"')})` },
        { weight: 1, arbitrary: text`$${pick('formatNumber', 'formatInteger')}(${e}, ${picture})` },
        { weight: 1, arbitrary: text`$formatBase(${e}, ${pick('2', '16', '36', '1')})` },
        { weight: 1, arbitrary: text`$${pick('fromMillis', 'toMillis', 'decodeUrl', 'base64decode')}(${e})` },
        { weight: 5, arbitrary: text`$${pick(...aggregates)}(${e}, ${tie('lambda')})` },
        { weight: 2, arbitrary: text`$reduce(${e}, function($p, $v){${e}}${fc.oneof(pick(''), text`, ${e}`)})` },
        { weight: 1, arbitrary: text`$sort(${e}, function($l, $r){$l.a > $r.a})` },
        { weight: 1, arbitrary: text`(${tie('lambda')})(${list(e, 2)})` },
        { weight: 1, arbitrary: text`$lookup(${e}, "${name}")` },
        // What is applied in part is written on the spot: the reference's built-ins then no longer check their arguments.
        { weight: 1, arbitrary: text`(function($v, $x){${e}})(${pick('?', '?, 1', '"a", ?')})(${e})` },
        { weight: 1, arbitrary: text`${name}(${e})` },
        { weight: 1, arbitrary: text`${variable}(${e})` },
        {
          weight: 1,
          arbitrary: text`$eval("${pick('1 + 1', 'a', '$x', '$sum([1,2])', '1 +', '-a', 'a.b')}"${fc.oneof(pick(''), text`, ${e}`)})`,
        },
      ),
      block: fc.oneof(
        text`($x := ${e}; ${e})`,
        text`($x := ${e}; $y := ${e}; ${e})`,
        text`($f := ${tie('lambda')}; ${e})`,
        text`($f := function($v){${e}}; $f(${e}))`,
        text`($f := function($n){$n > 0 ? [$n, $f($n - 1)] : ${e}}; $f(2))`,
        text`($f := function($n, $acc){$n > 0 ? $f($n - 1, $acc & $n) : $acc}; $f(3, ${e}))`,
        text`($f := function($v){function($x){${e}}}; $f(${e})(${e}))`,
        text`($f := function($x, $y){${e}}; $y := $f(${e}, ?); $y(${e}))`,
        text`(${e} /* ${pick('a', '*', '"')} */)`,
        text`(${e}; ${e})`,
      ),
    };
  }).expression;
}
