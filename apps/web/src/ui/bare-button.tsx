/**
 * A button that needs nothing but the browser: for the page that says that something of ours is broken, which is loaded before all else.
 * @module
 */
import styles from './button.module.css';

export function BareButton({ children, onPress }: { children: string; onPress: () => void }) {
  return (
    <button className={`${styles['button']} ${styles['primary']}`} type="button" onClick={onPress}>
      <span>{children}</span>
    </button>
  );
}
