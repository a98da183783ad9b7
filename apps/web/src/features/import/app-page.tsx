/**
 * Reading a list in, with what the institution has and what carries it out.
 * @module
 */
import { terms } from '@obhut/domain/retention.ts';
import { addMonths } from '@obhut/domain/kernel/days.ts';
import { allDayTeams, dayTeams } from '@obhut/domain/day-teams.ts';
import { intakes, keptOfIntakes } from '@obhut/domain/intakes.ts';
import { preparations, preparedLetters } from '@obhut/domain/prepared-letters.ts';
import { allWards, wards } from '@obhut/domain/wards.ts';
import { readKept, type KeptMapping } from '@obhut/intake/mapping.ts';
import type { Plan } from '@obhut/intake/plan.ts';
import { useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useBySpace, useClient, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';
import { useGroupsNow } from '../../shell/use-years.ts';
import { useStaffTeam } from '../../shell/use-staff-team.ts';
import { Hint } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { signs } from '../../ui/sign.tsx';
import { carryingOut } from './carry-out.ts';
import { leads } from '../../shell/leads.ts';
import ImportPage from './page.tsx';
import { useKnown } from './use-known.ts';
import type { Words } from './ward-texts.ts';

function useWords(): Words {
  const t = useTexts('import');
  return {
    sex: { female: t('sexFemale'), male: t('sexMale'), diverse: t('sexDiverse') },
    measles: {
      shown: t('measlesShown'),
      missing: t('measlesMissing'),
      unknown: t('measlesUnknown'),
      exempt: t('measlesExempt'),
    },
  };
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
}

function mappingOf(kept: string): KeptMapping[] {
  try {
    const mapping = readKept(JSON.parse(kept));
    return mapping === null ? [] : [mapping];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function Import({ leadership, team }: { leadership: string; team: string }) {
  const t = useTexts('import');
  const client = useClient();
  const { today } = useSnapshot();
  const { spaces } = useInstitution();
  const known = useKnown();
  const kept = useModel(intakes, keptOfIntakes);
  const allOfGroups = useGroupsNow();
  const teamsOfDay = useModel(dayTeams, allDayTeams);
  const letters = useBySpace(preparedLetters);
  const states = useBySpace(wards);
  const words = useWords();
  const [fresh] = useState(newId);
  const seed = bytesOf(kept.seed ?? fresh);
  const mappings = kept.mappings.flatMap(mappingOf);

  const keep = (mapping: KeptMapping) => {
    const text = JSON.stringify(mapping);
    if (kept.mappings.includes(text)) return;
    const body = { fingerprint: mapping.fingerprint, mapping: text };
    void client.send({ space: leadership, type: 'intake/mapped@1', body, expiry: 0, notify: 'none' });
  };
  const carryOut = async (plan: Plan, of: Uint8Array) => {
    const steps = carryingOut(plan, {
      seed: of,
      isSeedKept: kept.seed !== null,
      attempt: newId(),
      leadership,
      team,
      spaces,
      dayTeams: teamsOfDay,
      wards: allWards(states, spaces),
      groups: allOfGroups,
      signs,
      prepared: preparations(letters, spaces),
      words,
      somebody: t('banSomebody'),
      until: addMonths(today, terms.preparedLetter.months),
    });
    if (steps.steps.length > 0) await client.perform(steps);
  };
  return <ImportPage known={known} kept={mappings} seed={seed} onKeep={keep} carryOut={carryOut} />;
}

export default function AppImportPage() {
  const t = useTexts('import');
  const snapshot = useSnapshot();
  const { spaces } = useInstitution();
  const leadership = spaces.find(({ kind }) => kind === 'leadership');
  const team = useStaffTeam();
  if (!leads(snapshot) || leadership === undefined || team === null) {
    return (
      <Page title={t('title')}>
        <Hint>{t('leadershipReads')}</Hint>
      </Page>
    );
  }
  return <Import leadership={leadership.id} team={team} />;
}
