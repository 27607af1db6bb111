import type { Diagnostic } from '@crosswalk/diagnostics';

/** Collects what is found wrong while files are read; `at` makes the label of a place in the file. */
export class Findings {
  readonly list: Diagnostic[] = [];

  error(code: string, message: string, place: Place, more: More = {}): void {
    this.add('error', code, message, place, more);
  }

  warning(code: string, message: string, place: Place, more: More = {}): void {
    this.add('warning', code, message, place, more);
  }

  private add(severity: 'error' | 'warning', code: string, message: string, place: Place, more: More): void {
    const { said, also, ...rest } = more;
    const label = said === undefined ? place : { ...place, message: said };
    this.list.push({ code, severity, message, labels: also ? [label, ...also] : [label], ...rest });
  }
}

/** A place in a file: offsets in UTF-16 code units, `end` exclusive. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

interface More {
  readonly notes?: readonly string[];
  readonly suggestion?: string;
  /** Said behind the carets in place of the suggestion. */
  readonly said?: string;
  /** Further places that belong to the mistake. */
  readonly also?: readonly (Place & { readonly message: string })[];
}
