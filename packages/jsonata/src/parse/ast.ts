/** Where something stands in the source: offsets in UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What every node bears, whatever it is. `mark` is the operator, name or bracket that errors point at. */
interface Base extends Span {
  readonly mark: Span;
  /** `[]` was written after it: a lone result stays an array. */
  readonly keepArray: boolean;
  /** Filters behind a node that is no step of a path. */
  readonly predicates: readonly Node[];
  /** `{...}` behind it: its result is grouped. */
  readonly group?: Group;
}

export interface Group extends Span {
  readonly mark: Span;
  readonly pairs: readonly (readonly [key: Node, value: Node])[];
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '&'
  | '..'
  | 'in'
  | 'and'
  | 'or';

export interface Literal extends Base {
  readonly type: 'literal';
  readonly value: string | number | boolean | null;
}
export interface Name extends Base {
  readonly type: 'name';
  readonly name: string;
}
export interface Variable extends Base {
  readonly type: 'variable';
  /** Without the `$`: `''` is the context, `$` the root. */
  readonly name: string;
}
export interface Wildcard extends Base {
  readonly type: 'wildcard' | 'descendant';
}
export interface Parent extends Base {
  readonly type: 'parent';
  readonly label: string;
}
export interface Path extends Base {
  readonly type: 'path';
  readonly steps: readonly Step[];
  /** A lone result stays an array: `[]` was written behind the path or in it. */
  readonly keepSingleton: boolean;
  /** `[]` was written in a step: then an array that counts as one value is put into an array, too. */
  readonly keepWhole: boolean;
  /** Its tuples are wanted by a step around it (an ancestor is looked for in it). */
  readonly tuple: boolean;
}
export interface Binary extends Base {
  readonly type: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
}
export interface Negation extends Base {
  readonly type: 'negation';
  readonly operand: Node;
}
export interface ArrayConstructor extends Base {
  readonly type: 'array';
  readonly items: readonly Node[];
  /** First or last step of a path: it is not mapped, or not flattened. */
  readonly whole: boolean;
}
export interface ObjectConstructor extends Base {
  readonly type: 'object';
  readonly pairs: Group['pairs'];
}
export interface Condition extends Base {
  readonly type: 'condition';
  readonly test: Node;
  readonly then: Node;
  readonly otherwise?: Node;
}
/** `left ?: right` (by truth) or `left ?? right` (by existence). */
export interface Default extends Base {
  readonly type: 'default';
  readonly by: 'truth' | 'existence';
  readonly left: Node;
  readonly right: Node;
}
export interface Block extends Base {
  readonly type: 'block';
  readonly expressions: readonly Node[];
  readonly whole: boolean;
}
export interface Bind extends Base {
  readonly type: 'bind';
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Node;
}
export interface Call extends Base {
  readonly type: 'call';
  readonly procedure: Node;
  readonly arguments: readonly Node[];
  /** In tail position of a lambda: its result goes to the caller as it is, without growing the stack. */
  readonly tail: boolean;
}
export interface Partial extends Base {
  readonly type: 'partial';
  readonly procedure: Node;
  /** `undefined` where a `?` stands. */
  readonly arguments: readonly (Node | undefined)[];
}
export interface Lambda extends Base {
  readonly type: 'lambda';
  readonly parameters: readonly { readonly name: string; readonly span: Span }[];
  /** `<s-n?:s>` as written, angle brackets included. */
  readonly signature?: string;
  readonly body: Node;
}
export interface Apply extends Base {
  readonly type: 'apply';
  readonly left: Node;
  readonly right: Node;
}
export interface Regex extends Base {
  readonly type: 'regex';
  readonly pattern: string;
  readonly flags: string;
}
export interface Transform extends Base {
  readonly type: 'transform';
  readonly pattern: Node;
  readonly update: Node;
  readonly remove?: Node;
}
/** `^(...)`, only as a step. */
export interface Sort extends Base {
  readonly type: 'sort';
  readonly terms: readonly { readonly descending: boolean; readonly expression: Node }[];
}

export type Node =
  | Literal
  | Name
  | Variable
  | Wildcard
  | Parent
  | Path
  | Binary
  | Negation
  | ArrayConstructor
  | ObjectConstructor
  | Condition
  | Default
  | Block
  | Bind
  | Call
  | Partial
  | Lambda
  | Apply
  | Regex
  | Transform
  | Sort;

export type Stage =
  | { readonly type: 'filter'; readonly predicate: Node }
  | { readonly type: 'index'; readonly name: string };

export interface Step {
  readonly node: Node;
  readonly stages: readonly Stage[];
  /** `@$name`: the step's value is bound, the context stays. */
  readonly focus?: string;
  /** `#$name`: the position is bound. */
  readonly index?: string;
  /** The label under which a `%` looks for this step's context. */
  readonly ancestor?: string;
  readonly tuple: boolean;
}

/** A parsed expression. */
export interface Ast {
  readonly source: string;
  readonly root: Node;
}
