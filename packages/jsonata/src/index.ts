export { JsonataError } from './error.ts';
