/** What pino puts into every line for programs that gather logs. */
const forPrograms = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'frames', 'codes', 'sources']);

/** A line of the server's log as a person reads it: the frames of what is wrong, then what it says. Other lines stay as they are. */
export function readable(line: string): string {
  const entry = parsed(line);
  if (!entry || typeof entry.msg !== 'string') return line;
  const more = Object.entries(entry).filter(([key]) => !forPrograms.has(key));
  const details = more.map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const said = [entry.msg, ...details].join(', ');
  return typeof entry.frames === 'string' ? `\n${entry.frames}\n\n${said}` : said;
}

function parsed(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
