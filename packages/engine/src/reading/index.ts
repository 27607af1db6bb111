export { readYaml, YamlFile } from './document.ts';
export { Findings, type Place } from './source.ts';
