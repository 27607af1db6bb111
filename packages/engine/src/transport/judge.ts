import type { Answer, Verdict } from '../contract.ts';
import { Run } from '../runtime/run.ts';

/** What the mapping itself says of an answer; nothing where it says nothing. */
export type OwnVerdict = (run: Run, input: unknown) => Verdict | undefined;

/** What an answer means: by the mapping's own rules, then by the usual table. */
export function judge(ownVerdict: OwnVerdict, answer: Answer): Verdict {
  const input = answerAsInput(answer);
  try {
    return ownVerdict(new Run(true).begin(input, { settings: {}, now: 0 }), input) ?? usualVerdict(answer);
  } catch {
    // A rule about answers that fails on this one has nothing to say about it.
    return usualVerdict(answer);
  }
}

/**
 * What an answer means where the mapping says nothing else. A 2xx is done whatever its body; what may pass is tried again;
 * what the call may be at fault for is split; what only the environment can be at fault for holds everything up.
 */
export function usualVerdict({ status, error }: Answer): Verdict {
  if (status === undefined) return error === 'unresolved' ? 'hold' : 'retry';
  if (status >= 200 && status < 300) return 'done';
  if (status === 408 || status === 425 || status === 429 || status >= 500 || status < 200) return 'retry';
  if (status < 400 || status === 401 || status === 403 || status === 404 || status === 405) return 'hold';
  return 'split';
}

/** What rules about answers see: status, headers with small letters, and the body, parsed where it is JSON. */
function answerAsInput(answer: Answer): unknown {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers[name.toLowerCase()] = value;
  return { status: answer.status, headers, body: parsed(answer.body), error: answer.error };
}

function parsed(body: string | undefined): unknown {
  if (body === undefined) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
