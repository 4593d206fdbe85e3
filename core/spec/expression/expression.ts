/** An expression as it is written: the whole grammar of the language, before anybody asks what the names mean. */
export type Expression = Extent & ExpressionForm;

/** Half-open range of UTF-16 code units in the text of the expression. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

export type ExpressionForm =
  | { readonly kind: "number"; readonly text: string }
  /** `24h` */
  | { readonly kind: "duration"; readonly text: string }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "null" }
  | { readonly kind: "it" }
  | { readonly kind: "self" }
  /** A root: `caller`, `now()`, `Book`. */
  | { readonly kind: "root"; readonly name: string; readonly args: readonly Argument[] | null }
  /** `.title`, where `of` is null: the row at hand. `args` is null where nothing is called. */
  | {
    readonly kind: "member";
    readonly of: Expression | null;
    readonly name: string;
    readonly args: readonly Argument[] | null;
  }
  | { readonly kind: "negate"; readonly of: Expression }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | {
    readonly kind: "compare";
    readonly operator: Comparison;
    readonly left: Expression;
    readonly right: Expression;
  }
  | {
    readonly kind: "arithmetic";
    readonly operator: "+" | "-" | "*" | "/";
    readonly left: Expression;
    readonly right: Expression;
  }
  /** `x in (a, b)`: any of the items; `x in c`: the one item is a collection. */
  | {
    readonly kind: "in";
    readonly negated: boolean;
    readonly value: Expression;
    readonly items: readonly Expression[];
    readonly listed: boolean;
  }
  | {
    readonly kind: "if";
    readonly test: Expression;
    readonly then: Expression;
    readonly otherwise: Expression;
  };

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";

export interface Argument {
  readonly value: Expression;
  /** `sort(.name desc)` */
  readonly descending: boolean;
}
