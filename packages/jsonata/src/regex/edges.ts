import { charTest, contains, LINE_ENDS, WORD } from './char-set.ts';
import type { Edge } from './tree.ts';

const WORD_TEST = charTest(WORD);
const LINE_END_TEST = charTest(LINE_ENDS);

/** Whether a place in a text is such an edge. Places lie between the characters, from 0 to the text's length. */
export function isEdge(edge: Edge, text: string, place: number): boolean {
  switch (edge) {
    case 'textStart':
      return place === 0;
    case 'textEnd':
      return place === text.length;
    case 'lineStart':
      return place === 0 || contains(LINE_END_TEST, text.charCodeAt(place - 1));
    case 'lineEnd':
      return place === text.length || contains(LINE_END_TEST, text.charCodeAt(place));
    case 'word':
      return isWordEdge(text, place);
    case 'notWord':
      return !isWordEdge(text, place);
  }
}

function isWordEdge(text: string, place: number): boolean {
  return contains(WORD_TEST, text.charCodeAt(place - 1)) !== contains(WORD_TEST, text.charCodeAt(place));
}
