export { type ShapeCheck, shapeCheck } from '../format/shape.ts';
export { readYaml, YamlFile } from './document.ts';
export { Findings, type Place } from './source.ts';
