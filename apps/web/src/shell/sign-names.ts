/**
 * What the signs of groups and wards are called.
 * @module
 */
import { useTexts } from './i18n.ts';

export function useSignNames(): ReadonlyMap<string, string> {
  const t = useTexts('shell');
  return new Map([
    ['panda', t('signPanda')],
    ['squirrel', t('signSquirrel')],
    ['rabbit', t('signRabbit')],
    ['fish', t('signFish')],
    ['bird', t('signBird')],
    ['cat', t('signCat')],
    ['dog', t('signDog')],
    ['turtle', t('signTurtle')],
    ['snail', t('signSnail')],
    ['bug', t('signBug')],
    ['shell', t('signShell')],
    ['leaf', t('signLeaf')],
    ['sun', t('signSun')],
    ['star', t('signStar')],
  ]);
}
