import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Feed, Numbered } from '../live/feed.ts';
import { feedRows } from './feed.ts';
import type { View } from './view.ts';

/** Rows are gathered this long, in milliseconds, so that a flood of calls stays readable and cheap. */
const pause = 200;

/** Keeps proxies and browsers from taking the silence for an end, in milliseconds. */
const heartbeat = 15_000;

export type LiveStreams = ReturnType<typeof openLiveStreams>;

/** Streams of server-sent events that bring new rows to open feed pages. */
export function openLiveStreams(feed: Feed) {
  // Entries are numbered anew in each process, so places in the feed carry its mark.
  const mark = randomUUID().slice(0, 8);
  const open = new Set<ServerResponse>();

  return {
    /** A place in the feed, for `start`. */
    place: (number: number) => `${mark}-${number}`,

    /** Turns the reply into a stream of what comes behind `place`, for one environment. */
    start(reply: FastifyReply, view: View, place: string): void {
      reply.hijack();
      const { raw } = reply;
      for (const [name, value] of Object.entries(reply.getHeaders())) raw.setHeader(name, value ?? '');
      raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      const [placeMark, number] = place.split('-');
      if (placeMark !== mark) {
        // The page is from before a restart: it is told to load anew.
        raw.end('event: outdated\ndata: {}\n\n');
        return;
      }
      open.add(raw);
      const stop = follow(feed, Number(number) || 0, raw, (sent, entries) => {
        const news = entries.filter(({ entry }) => isShown(entry.environment, view));
        if (news.length > 0) raw.write(rowsMessage(`${mark}-${sent}`, view, news));
      });
      raw.on('close', () => {
        stop();
        open.delete(raw);
      });
    },

    /** Ends all streams. */
    close(): void {
      for (const raw of open) raw.end();
    },
  };
}

/** Calls with a wrong key belong to no environment, and everybody should see them. */
export function isShown(environment: number | undefined, view: View): boolean {
  return environment === undefined || environment === view.environment.id;
}

/** Calls `send` with what the feed got behind `from`, gathered, whenever `raw` has room. Gives the way to stop it. */
function follow(
  feed: Feed,
  from: number,
  raw: ServerResponse,
  send: (sent: number, entries: readonly Numbered[]) => void,
): () => void {
  let sent = from;
  let timer: NodeJS.Timeout | undefined;
  const sendNow = () => {
    timer = undefined;
    // A reader that can't keep up gets what is still kept once it has room again.
    if (raw.writableNeedDrain) return;
    const entries = feed.since(sent);
    sent = feed.last();
    send(sent, entries);
  };
  const sendSoon = () => {
    timer ??= setTimeout(sendNow, pause);
  };
  const unlisten = feed.listen(sendSoon);
  const beat = setInterval(() => raw.write(': still here\n\n'), heartbeat);
  raw.on('drain', sendSoon);
  raw.write(': hello\n\n');
  sendSoon();
  return () => {
    clearTimeout(timer);
    clearInterval(beat);
    unlisten();
  };
}

function rowsMessage(place: string, view: View, news: readonly Numbered[]): string {
  return `id: ${place}\nevent: rows\ndata: ${JSON.stringify(feedRows(view, news).text)}\n\n`;
}
