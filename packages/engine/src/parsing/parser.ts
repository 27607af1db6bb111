import { isScalar, type Node } from 'yaml';
import type { Files } from '../contract.ts';
import type { Expression } from '../model/mapping.ts';
import type { YamlFile } from '../reading/document.ts';
import { type ExpressionSource, expressionIn } from '../reading/expression-source.ts';
import type { Findings } from '../reading/source.ts';
import { cutAtComment, quotedText, waysOutOfCut } from '../reading/traps.ts';
import { parseExpression } from './expression.ts';
import type { Names } from './names.ts';

/** What all parts of one mapping's parsing share. */
export interface Context {
  readonly files: Files;
  /** Put before file names in diagnostics. */
  readonly folder: string;
  readonly findings: Findings;
  readonly names: Names;
}

/** Which names an expression may read besides those that are always there. */
export interface Reach {
  /** Variables from `let:` and those of the place (`$bodies`, `$deliveryId`, `$value`). */
  readonly variables: readonly string[];
  /** Names given further down; reading them is M211. */
  readonly later?: readonly string[];
  /** True in endpoint and headers. */
  readonly secrets?: boolean;
}

/** The expression at a path of a YAML file, checked. Nothing when it cannot be used; then findings say why. */
export function expressionAt(
  context: Context,
  yaml: YamlFile,
  path: readonly (string | number)[],
  reach: Reach,
): Expression | undefined {
  const node = yaml.node(path);
  // That it is missing has been told by the check of the file's form.
  if (!node) return undefined;
  return expressionFrom(context, yaml, node, reach);
}

export function expressionFrom(context: Context, yaml: YamlFile, node: Node, reach: Reach): Expression | undefined {
  // No value, or a list in the place of one, has been told by the check of the file's form.
  if (!isScalar(node) || node.value === null) return undefined;
  if (quotedText(yaml, node, context.findings)) return undefined;
  const source = expressionIn(yaml, node);
  if (!source) {
    context.findings.error('M104', 'an expression is wanted here, nothing was found', yaml.placeOf(node));
    return undefined;
  }
  return parseExpression(context, source, reach, () => explainCut(context, yaml, node, source));
}

/** A syntax error in an expression of which YAML took the end for a comment: that is what to say. */
function explainCut(context: Context, yaml: YamlFile, node: Node, source: ExpressionSource): boolean {
  const comment = cutAtComment(yaml, node);
  if (!comment) return false;
  const place = source.place(0, source.text.length);
  context.findings.error('M113', 'YAML takes everything behind ` #` for a comment', place, {
    said: 'is all that is left of the expression',
    also: [{ ...comment, message: 'is a comment for YAML' }],
    notes: waysOutOfCut,
  });
  return true;
}
