/**
 * Durable appends of 1 kB events by 64 writers, row-level security on, against bare group commits into a file; and against a database that is asked
 * four times for each.
 * @module
 */
import { Builder, random } from '@obhut/server/testing/builder.ts';
import { FourRoundTrips } from '../baselines/four-round-trips.ts';
import { GroupCommitFile } from '../baselines/group-commit.ts';
import { ownCpuSeconds, treeCpuSeconds } from '../cpu.ts';
import { install, type Installation } from '../installation.ts';
import { measure, type Row, type Side } from '../measure.ts';

const writers = 64;
const eventBytes = 1024;
const turnMs = 1500;
const rounds = 5;
/** As many as the server's own pool opens. */
const connections = 20;

/** Every writer does one after another until the turn is over; how many were done. */
async function forOneTurn(work: (writer: number) => Promise<unknown>): Promise<number> {
  const end = performance.now() + turnMs;
  let done = 0;
  const loop = async (_: unknown, writer: number) => {
    while (performance.now() < end) {
      await work(writer);
      done++;
    }
  };
  await Promise.all(Array.from({ length: writers }, loop));
  return done;
}

async function foundOne({ services, foundingCode }: Installation) {
  const builder = new Builder(Math.floor(Date.now() / 86_400_000));
  const { parts, everyone } = builder.founding();
  await services.founding.found(await foundingCode(), { parts });
  return { builder, everyone };
}

type Founded = Awaited<ReturnType<typeof foundOne>>;

function obhut(installation: Installation, target: (writer: number) => Founded): Side {
  const { services, databasePid } = installation;
  return {
    turn: () =>
      forOneTurn((writer) => {
        const { builder, everyone } = target(writer);
        const { founder, institution, leadership } = builder;
        const event = builder.event(everyone, founder.id, leadership, random(eventBytes));
        return services.appender.append(
          { institution, persona: founder.id },
          builder.say(everyone, founder.id, leadership, event),
        );
      }),
    cpuSeconds: () => ownCpuSeconds() + treeCpuSeconds(databasePid),
    stop: async () => {},
  };
}

async function bare(): Promise<Side> {
  const file = await GroupCommitFile.create();
  return {
    turn: () => forOneTurn(() => file.append(random(eventBytes))),
    cpuSeconds: ownCpuSeconds,
    stop: () => file.close(),
  };
}

async function fourRoundTrips({ urls, databasePid }: Installation): Promise<Side> {
  const baseline = await FourRoundTrips.create(urls, connections);
  return {
    turn: () => forOneTurn(() => baseline.append(random(eventBytes))),
    cpuSeconds: () => ownCpuSeconds() + treeCpuSeconds(databasePid),
    stop: () => baseline.close(),
  };
}

export async function appendRows(): Promise<Row[]> {
  const installation = await install('http://localhost');
  try {
    const founded = await Promise.all(Array.from({ length: writers }, () => foundOne(installation)));
    const one = founded[0];
    if (one === undefined) throw new Error('nothing was founded');
    const spread = obhut(installation, (writer) => founded[writer] ?? one);
    const busy = obhut(installation, () => one);
    return [
      await measure('append, 64 writers spread', 0.15, 'second', spread, await bare(), rounds),
      await measure('append, 64 writers in one space', 0.35, 'second', busy, await bare(), rounds),
      await measure(
        'append, 64 writers in one space, against four round trips',
        20,
        'second',
        busy,
        await fourRoundTrips(installation),
        rounds,
      ),
    ];
  } finally {
    await installation.stop();
  }
}
