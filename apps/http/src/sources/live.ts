import type { JsonDiagnostic } from '@crosswalk/diagnostics';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config/config.ts';
import { Keyring } from '../ingest/keyring.ts';
import type { Loaded } from '../load.ts';
import type { Source } from './source.ts';

/** What an operator may ask about the configuration. */
export interface ConfigurationState {
  /** When that which is in force came into force, ISO 8601. */
  readonly since: string;
  readonly sources: readonly {
    readonly name: string;
    readonly enabled: boolean;
    readonly destinations: readonly { readonly name: string; readonly version: string }[];
  }[];
  /** A later one that has mistakes; nothing of it is in force. */
  readonly refused?: { readonly at: string; readonly diagnostics: readonly JsonDiagnostic[] };
  /** What was changed and takes a restart: `listen`, `admin`, `data`, `tls`. */
  readonly takesRestart: readonly string[];
}

export interface LiveOptions {
  readonly config: Fixed;
  readonly sources: readonly Source[];
  readonly logger: FastifyBaseLogger;
  /** Makes the other parts use the sources. */
  readonly apply: (sources: readonly Source[]) => Promise<unknown>;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
}

type Fixed = Pick<Config, 'listen' | 'admin' | 'data' | 'tls'>;

/** The sources that are in force, and how others take their place: all of a configuration, or nothing of it. */
export class Live {
  /** Asked by every request anew. */
  keyring: Keyring;
  private sources: readonly Source[];
  private since: string;
  private refused: ConfigurationState['refused'];
  private takesRestart: readonly string[] = [];
  private readonly options: LiveOptions;

  constructor(options: LiveOptions) {
    this.options = options;
    this.sources = options.sources;
    this.keyring = new Keyring(options.sources);
    this.since = this.now();
  }

  /** Puts in force what was read, unless it has mistakes. Resolves when every part uses it. */
  async replace({ config, sources, diagnostics, json, show }: Pick<Loaded, LoadedParts>): Promise<void> {
    const { logger } = this.options;
    if (!config || !sources) return this.refuse(json(diagnostics), show(diagnostics, false));
    const wasRefused = this.refused !== undefined;
    this.refused = undefined;
    this.noteFixed(config);
    if (isSame(this.sources, sources)) {
      if (wasRefused) logger.info('the configuration is well again; it is the one in force');
      return;
    }
    this.sources = sources;
    this.keyring = new Keyring(sources);
    this.since = this.now();
    if (diagnostics.length > 0) logger.warn({ frames: show(diagnostics, false) }, 'the new configuration has warnings');
    const versions = sources.map(({ name, enabled, destinations }) => ({
      source: name,
      enabled,
      mappings: destinations.map(({ destination }) => `${destination.name} ${destination.version}`),
    }));
    logger.info({ sources: versions }, 'a new configuration is in force');
    await this.options.apply(sources);
  }

  state(): ConfigurationState {
    return {
      since: this.since,
      sources: this.sources.map(({ name, enabled, destinations }) => ({
        name,
        enabled,
        destinations: destinations.map(({ destination: { name: of, version } }) => ({ name: of, version })),
      })),
      ...(this.refused && { refused: this.refused }),
      takesRestart: this.takesRestart,
    };
  }

  private refuse(diagnostics: readonly JsonDiagnostic[], frames: string): void {
    this.refused = { at: this.now(), diagnostics };
    const codes = [...new Set(diagnostics.map(({ code }) => code))];
    this.options.logger.error({ codes, frames }, 'the new configuration has mistakes: the one before stays in force');
  }

  private noteFixed(config: Fixed): void {
    const before = this.options.config;
    const changed = (['listen', 'admin'] as const).filter(
      (name) => config[name].host !== before[name].host || config[name].port !== before[name].port,
    );
    const others = (['data', 'tls'] as const).filter(
      (name) => JSON.stringify(config[name]) !== JSON.stringify(before[name]),
    );
    const takesRestart = [...changed, ...others];
    if (takesRestart.join() !== this.takesRestart.join() && takesRestart.length > 0) {
      this.options.logger.warn({ changed: takesRestart }, 'this takes a restart; the rest of the change does not');
    }
    this.takesRestart = takesRestart;
  }

  private now(): string {
    return new Date(this.options.wall()).toISOString();
  }
}

type LoadedParts = 'config' | 'sources' | 'diagnostics' | 'json' | 'show';

/** Mappings by their version, which holds a hash of their content. */
function isSame(before: readonly Source[], now: readonly Source[]): boolean {
  const textOf = (sources: readonly Source[]) =>
    JSON.stringify(sources, (_, value) => (isDestination(value) ? [value.name, value.version] : value));
  return textOf(before) === textOf(now);
}

function isDestination(value: unknown): value is { readonly name: string; readonly version: string } {
  return typeof value === 'object' && value !== null && 'map' in value && 'version' in value;
}
