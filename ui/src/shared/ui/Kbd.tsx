import { keyCaps } from '../actions/keys';
import styles from './Kbd.module.css';

/** The keys of a shortcut, each on its cap. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles.keys} aria-hidden>
      {keyCaps(keys).map((cap, index) => (
        <kbd key={`${cap}${index}`} className={styles.cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
