export { type LoadedMapping, loadMapping, type MappingTexts } from './load-mapping.ts';
export { type Folder, readFolder } from './read-folder.ts';
export { readText, Unreadable } from './read-text.ts';
