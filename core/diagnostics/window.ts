import { shorten, visible } from "../text/visible.ts";
import { widthOf } from "../text/width.ts";

/** A part of a line as it is shown: all of it, or what fits around the place that matters. */
export interface Window {
  readonly text: string;
  /** Column at which an offset of the line is shown, from 0; offsets outside come to the nearest edge. */
  column(offset: number): number;
}

/** Code units of a line that are shown. */
const SHOWN = 120;
const BEFORE = 40;

/** Show a line so that the offset `anchor` can be seen. */
export function windowAt(line: string, anchor: number): Window {
  const from = line.length <= SHOWN
    ? 0
    : wholeChar(line, Math.max(0, Math.min(anchor - BEFORE, line.length - SHOWN)));
  const to = wholeChar(line, Math.min(line.length, from + SHOWN));
  const head = from > 0 ? "…" : "";
  return {
    text: head + display(line.slice(from, to)) + (to < line.length ? "…" : ""),
    column: (offset) => {
      const at = wholeChar(line, Math.max(from, Math.min(offset, to)));
      return widthOf(head) + widthOf(display(line.slice(from, at)));
    },
  };
}

/** Free text of a finding on one line. */
export function oneLine(text: string): string {
  return shorten(visible(text), 400);
}

/** Every tab is four columns wide wherever it stands, so that parts of a line can be measured by themselves. */
function display(text: string): string {
  return visible(text.replaceAll("\t", "    "));
}

/** The offset, or the one before it if it lies within a surrogate pair. */
function wholeChar(line: string, offset: number): number {
  const unit = line.charCodeAt(offset);
  const before = line.charCodeAt(offset - 1);
  return unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff ? offset - 1 : offset;
}
