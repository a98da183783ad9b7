/**
 * On Heute: the next three, of all institutions together.
 * @module
 */
import { inTheirOrder, type Appointment } from '@obhut/domain/appointments.ts';
import { InEach, Of, type OwnProps } from '../../shell/every.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { List } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import { AppointmentRow, keyOf } from './rows.tsx';
import { useToCome } from './use-appointments.ts';

const most = 3;

function ToCome({ render }: OwnProps<Appointment>) {
  return render(useToCome());
}

export default function AppointmentsTile() {
  const t = useTexts('appointments');
  return (
    <InEach Own={ToCome}>
      {(all) =>
        all.length > 0 && (
          <Section title={t('next')}>
            <List label={t('next')}>
              {all
                .toSorted((a, b) => inTheirOrder(a.entry, b.entry))
                .slice(0, most)
                .map(({ of, entry }) => (
                  <Of key={`${of.id} ${keyOf(entry)}`} one={of}>
                    <AppointmentRow of={entry} />
                  </Of>
                ))}
            </List>
          </Section>
        )
      }
    </InEach>
  );
}
