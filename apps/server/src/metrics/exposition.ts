/**
 * Numbers in the text form that Prometheus reads (version 0.0.4). Labels are words of ours from closed lists, never anything that was sent:
 * a metric says how much, not who.
 * @module
 */
export interface Sample {
  /** Behind the family's name, such as `_bucket`. */
  readonly suffix?: '_bucket' | '_sum' | '_count';
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  /** Without the common beginning. */
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary';
  readonly samples: readonly Sample[];
}

export const mediaType = 'text/plain; version=0.0.4; charset=utf-8';

export function gauge(name: string, help: string, value: number): Family {
  return { name, help, type: 'gauge', samples: [{ value }] };
}

export function counter(name: string, help: string, value: number): Family {
  return { name, help, type: 'counter', samples: [{ value }] };
}

function escaped(value: string): string {
  return value
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`);
}

function lineOf(name: string, { suffix, labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, word]) => `${label}="${escaped(word)}"`);
  return `${name}${suffix ?? ''}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}

export function expositionOf(families: readonly Family[]): string {
  const lines = families.flatMap(({ name, help, type, samples }) => {
    const full = `obhut_${name}`;
    return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...samples.map((sample) => lineOf(full, sample))];
  });
  return `${lines.join('\n')}\n`;
}
