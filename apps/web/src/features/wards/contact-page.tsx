/**
 * A guardian corrects how they can be reached: for the team, in their own mailbox.
 * @module
 */
import { contactOf, contacts } from '@obhut/domain/contacts.ts';
import { mailboxOf } from '@obhut/domain/kernel/membership.ts';
import { tidyLine, tidyProse } from '@obhut/domain/kernel/text.ts';
import { useLocation } from 'wouter';
import { FormEnd } from '../../shell/form-end.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useClient, useInstitution } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { useTyped } from './use-typed.ts';

export default function ContactPage() {
  const t = useTexts('wards');
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const { me, spaces } = useInstitution();
  const mailbox = mailboxOf(spaces, me)?.id;
  const { typed, field } = useTyped(contactOf(useBySpace(contacts), me));
  const submit = async () => {
    if (mailbox === undefined) return;
    const body = { phone: tidyLine(typed.phone), address: tidyProse(typed.address) };
    const { isDone } = await run(() =>
      client.send({ space: mailbox, type: 'contact/given@1', body, expiry: 0, notify: 'none' }),
    );
    if (isDone) navigate('/kind', { replace: true });
  };
  return (
    <Page title={t('contact')} back={{ to: '/kind', label: t('ownTitle') }} isNarrow>
      <Card>
        <FormBody label={t('contact')} onSubmit={() => void submit()}>
          <Field label={t('phone')} hint={t('contactHint')} {...field('phone')} autoComplete="tel" maxLength={100} />
          <Field label={t('address')} {...field('address')} autoComplete="street-address" lines="few" maxLength={500} />
          <FormEnd label={t('save')} running={t('saving')} isRunning={isRunning} failure={failure} />
        </FormBody>
      </Card>
    </Page>
  );
}
