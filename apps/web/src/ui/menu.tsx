/**
 * What else can be done: a button that opens a list of acts.
 * @module
 */
import type { LucideIcon } from 'lucide-react';
import { Ellipsis } from 'lucide-react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { IconButton } from './button.tsx';
import styles from './popup.module.css';

export interface MenuAct {
  id: string;
  label: string;
  icon?: LucideIcon;
  isDanger?: boolean;
  isDisabled?: boolean;
  onAct: () => void;
}

export function Menu({ label, acts }: { label: string; acts: readonly MenuAct[] }) {
  return (
    <MenuTrigger>
      <IconButton icon={Ellipsis} label={label} />
      <Popover className={styles['popup'] ?? ''} placement="bottom end">
        <AriaMenu className={styles['items'] ?? ''}>
          {acts.map(({ id, label: act, icon: Icon, isDanger = false, isDisabled = false, onAct }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={act}
              isDisabled={isDisabled}
              className={`${styles['item']} ${isDanger ? styles['danger'] : ''}`}
              onAction={onAct}
            >
              {Icon !== undefined && <Icon className={styles['icon']} aria-hidden />}
              <Text slot="label" className={styles['text'] ?? ''}>
                {act}
              </Text>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
