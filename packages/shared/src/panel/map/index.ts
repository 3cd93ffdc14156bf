export { isAlways } from './always.ts';
export { findConflicts, type Writer } from './conflicts.ts';
export { graphOf, type MapEdge, type MapNode } from './graph.ts';
export { layOut, type Box, type Picture } from './layout.ts';
export { mapMarkdown, originWords } from './markdown.ts';
export { questionWords, type Answered } from './question-words.ts';
export { mapSvg, type SvgOptions } from './svg.ts';
export { conflictTitle, conflictWords, findingWords, listOf, modeWords, ownerWords, sourceKindWords } from './words.ts';
