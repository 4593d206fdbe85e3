import type { Id } from "./node.ts";
import type { TypeRef } from "./type-ref.ts";

export interface ListSpec {
  /** Model whose rows are listed. */
  readonly model: Id;
  readonly filters: readonly Filter[];
  /** Fields of which any may hold the text of `?q=`. */
  readonly search: readonly Id[];
  readonly sorts: readonly Sort[];
  /** One of `sorts`, with its direction. */
  readonly defaultSort: { readonly key: string; readonly descending: boolean };
  readonly page: PageSpec;
  /** Python classes: `BookSort`, `BookListQuery`, `BookPage`. */
  readonly names: { readonly sort: string; readonly query: string; readonly page: string };
}

/** How a list goes on, and how many rows are sent at once. */
export type PageSpec =
  /** After the last row seen, at the same cost however deep. */
  | { readonly kind: "cursor"; readonly default: number; readonly max: number }
  /** After a number of rows; `total` tells how many there are. The only way of a bare list. */
  | {
    readonly kind: "offset";
    readonly total: boolean;
    readonly default: number;
    readonly max: number;
  };

export type FilterOperator = "eq" | "ne" | "in" | "ge" | "gt" | "le" | "lt" | "has" | "contains";

export interface Filter {
  /** `status`, `price_ge`, `tags_has`, `author_id` */
  readonly wire: string;
  readonly field: Id;
  readonly operator: FilterOperator;
  /** Of the value that travels: an item for `has`, a list for `in`. */
  readonly type: TypeRef;
}

export interface Sort {
  /** Name of the column, e.g. `created_at`. */
  readonly key: string;
  readonly field: Id;
}
