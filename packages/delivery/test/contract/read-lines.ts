// What a store is told to read calls with, by the address of this module.
export { readLines as readCalls } from './acceptances.ts';
