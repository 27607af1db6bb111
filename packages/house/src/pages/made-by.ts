/** The note on top of a generated page that keeps people from editing it by hand. */
export function madeBy(source: string): string {
  return `\n<!-- Made from ${source} by \`npm run docs\`. Edit there. -->\n`;
}
