export { type LoadedMapping, loadMapping } from './load-mapping.ts';
export { type Folder, readFolder } from './read-folder.ts';
export { readText, Unreadable } from './read-text.ts';
