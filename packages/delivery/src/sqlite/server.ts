import type { DatabaseSync } from 'node:sqlite';
import type { MessagePort } from 'node:worker_threads';
import type { Outlet } from '../call.ts';
import type { Core, Slow } from './core.ts';
import { type Answered, type Asked, type Told, transferOut, type Watch } from './protocol.ts';

/** How long slow work goes on before others get their turn, in milliseconds. */
const sliceMs = 8;

interface Question {
  readonly port: MessagePort;
  readonly asked: Asked;
}

interface Task {
  readonly work: Slow<unknown>;
  done(value: unknown): void;
  failed(error: unknown): void;
}

/**
 * Serves a store to the ports of other threads. All that was asked by the time its turn comes is done in one transaction, and
 * answered when that is on disk; while one is being written the next gathers, and nothing waits for more to come.
 */
export class Server {
  private readonly db: DatabaseSync;
  private readonly core: Core;
  private readonly ports = new Set<MessagePort>();
  /** Those that want news, with the sources of which they were told and did not read since. */
  private readonly watching = new Map<MessagePort, Set<string>>();
  private questions: Question[] = [];
  private tasks: Task[] = [];
  private readonly outbox = new Map<MessagePort, { answers: Answered[]; transfers: ArrayBuffer[] }>();
  private isDue = false;
  private isStale = false;

  constructor(db: DatabaseSync, core: Core) {
    this.db = db;
    this.core = core;
  }

  serve(port: MessagePort): void {
    this.ports.add(port);
    port.on('message', (asked: readonly Asked[] | Watch) => {
      if ('watches' in asked) {
        this.watching.set(port, new Set());
        return;
      }
      for (const one of asked) this.questions.push({ port, asked: one });
      this.due();
    });
    port.on('close', () => {
      this.ports.delete(port);
      this.watching.delete(port);
    });
  }

  /** Erases what is kept too long, between what others ask for. */
  prune(): Promise<void> {
    return new Promise((done, failed) => this.begin({ work: this.core.prune(), done: () => done(), failed }));
  }

  /** Finishes what was asked for, and serves no more. */
  close(): void {
    while (this.questions.length > 0) this.turn();
    this.tasks = [];
    for (const port of this.ports) port.close();
  }

  private due(): void {
    if (this.isDue) return;
    this.isDue = true;
    setImmediate(() => {
      this.isDue = false;
      this.turn();
      if (this.questions.length > 0 || this.tasks.length > 0) this.due();
    });
  }

  private turn(): void {
    const questions = this.questions;
    this.questions = [];
    if (questions.length > 0) this.answer(questions);
    this.goOn();
    const news = this.core.takeNews();
    for (const port of this.ports) this.post(port, this.newsFor(port, news));
    this.outbox.clear();
  }

  /** Whoever has not read yet what it was told of need not be woken again. */
  private newsFor(port: MessagePort, news: readonly string[]): readonly string[] {
    const told = this.watching.get(port);
    if (!told || news.length === 0) return [];
    const untold = news.filter((source) => !told.has(source));
    for (const source of untold) told.add(source);
    return untold;
  }

  /** When one of several fails, each is done on its own, so that none fails for another's sake. */
  private answer(questions: readonly Question[]): void {
    try {
      const values = this.transact(() => questions.map(({ asked }) => this.ask(asked)));
      for (const [at, question] of questions.entries()) this.told(question, values[at]);
    } catch (error) {
      if (questions.length === 1) this.tell(questions[0]!, { id: questions[0]!.asked.id, error: textOf(error) });
      else for (const question of questions) this.answer([question]);
    }
  }

  private ask({ method, args }: Asked): unknown {
    return (this.core[method] as (...args: unknown[]) => unknown)(...args);
  }

  private told(question: Question, value: unknown): void {
    const { id, method, args } = question.asked;
    if (method === 'read')
      for (const { source } of args[0] as readonly Outlet[]) this.watching.get(question.port)?.delete(source);
    if (isSlow(value)) {
      this.begin({
        work: value,
        done: (found) => this.tell(question, { id, value: found }),
        failed: (error) => this.tell(question, { id, error: textOf(error) }),
      });
    } else this.tell(question, { id, value });
  }

  private begin(task: Task): void {
    this.tasks.push(task);
    this.due();
  }

  /** A slice of the slow work, each task in its turn. */
  private goOn(): void {
    const task = this.tasks.shift();
    if (!task) return;
    try {
      const until = performance.now() + sliceMs;
      const step = this.transact(() => {
        let next = task.work.next();
        while (!next.done && performance.now() < until) next = task.work.next();
        return next;
      });
      if (step.done) task.done(step.value);
      else this.tasks.push(task);
    } catch (error) {
      task.failed(error);
    }
  }

  private transact<T>(work: () => T): T {
    this.refresh();
    this.db.exec('BEGIN');
    try {
      const value = work();
      this.core.save();
      this.db.exec('COMMIT');
      return value;
    } catch (error) {
      this.isStale = true;
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      this.refresh();
      throw error;
    }
  }

  /** What is held in memory is read again after a transaction that came to nothing. */
  private refresh(): void {
    if (!this.isStale) return;
    this.core.reload();
    this.isStale = false;
  }

  private tell({ port, asked }: Question, answer: Answered): void {
    const out = this.outbox.get(port) ?? { answers: [], transfers: [] };
    this.outbox.set(port, out);
    out.answers.push(answer);
    if (answer.error === undefined) out.transfers.push(...transferOut(asked.method, answer.value));
  }

  private post(port: MessagePort, news: readonly string[]): void {
    const { answers, transfers } = this.outbox.get(port) ?? { answers: [], transfers: [] };
    if (answers.length + news.length > 0) port.postMessage({ answers, news } satisfies Told, transfers);
  }
}

function isSlow(value: unknown): value is Slow<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && 'next' in value;
}

/** SQLite's own words tell what is wrong with the disk; they hold nothing of calls. */
function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
