/**
 * A house in which somebody of the team writes, for tests that judge without a database.
 * @module
 */
import { Builder } from './builder.ts';

export const today = 20_700;

/** `colleague`: in the team, and so through it in `everyone`. `founder`: their id; `root`: that of leadership. */
export function teamHouse() {
  const house = new Builder(today);
  const { team, everyone } = house.founding();
  const { id: founder } = house.founder;
  const root = house.leadership;
  const colleague = house.someone();
  house.add(team, founder, root, house.entry(colleague, 'writer'));
  return { house, team, everyone, colleague, founder, root };
}
