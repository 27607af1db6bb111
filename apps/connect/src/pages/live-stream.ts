import { randomUUID } from 'node:crypto';
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
  const open = new Set<() => void>();

  return {
    /** A place in the feed, for `start`. */
    place: (number: number) => `${mark}-${number}`,

    /** Turns the reply into a stream of what comes behind `place`, for one environment. */
    start(reply: FastifyReply, view: View, place: string): void {
      reply.hijack();
      const { raw } = reply;
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) raw.setHeader(name, value);
      raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      const [placeMark, number] = place.split('-');
      if (placeMark !== mark) {
        // The page is from before a restart: it is told to load anew.
        raw.end('event: outdated\ndata: {}\n\n');
        return;
      }
      const stop = follow(Number(number) || 0);
      open.add(stop);
      raw.on('close', stop);

      function follow(from: number): () => void {
        let sent = from;
        let timer: NodeJS.Timeout | undefined;
        const send = () => {
          timer = undefined;
          // A reader that can't keep up gets what is left once it has room again.
          if (raw.writableNeedDrain) return;
          const news = feed.since(sent).filter(({ entry }) => isShown(entry.environment, view));
          sent = feed.last();
          if (news.length > 0) raw.write(message(mark, sent, view, news));
        };
        const later = () => {
          timer ??= setTimeout(send, pause);
        };
        const beat = setInterval(() => raw.write(': still here\n\n'), heartbeat);
        const deaf = feed.listen(later);
        raw.on('drain', later);
        raw.write(': hello\n\n');
        later();
        return () => {
          clearTimeout(timer);
          clearInterval(beat);
          deaf();
          open.delete(stop);
          raw.end();
        };
      }
    },

    /** Ends all streams. */
    close(): void {
      for (const stop of open) stop();
    },
  };
}

/** Calls with a wrong key belong to no environment, and everybody should see them. */
export function isShown(environment: number | undefined, view: View): boolean {
  return environment === undefined || environment === view.environment.id;
}

function message(mark: string, number: number, view: View, news: readonly Numbered[]): string {
  return `id: ${mark}-${number}\nevent: rows\ndata: ${JSON.stringify(feedRows(view, news).text)}\n\n`;
}
