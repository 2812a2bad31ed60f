import type { Output } from '@/api';
import { formatList, formatNumber, t } from '@/shared/i18n';
import { cx } from '@/shared/ui';
import styles from '../Live.module.css';
import { Section } from '../Section';
import { divide, partName, partNotes, placesOf } from './stored';

/** What is stored, how many, since when and for how long; and where. */
export function Stored({ data }: { data: Output<'privacy.stored'> }) {
  const { full, empty } = divide(data.parts);
  return (
    <>
      <Section title={t('privacy.stored')}>
        <div className={styles.card}>
          {data.count === 0 && <p className={styles.quiet}>{t('privacy.nothing')}</p>}
          <ul>
            {full.map((part) => (
              <li key={part.what} className={styles.row}>
                <span className={styles.text}>
                  <span className={styles.name}>{partName(part)}</span>
                  <span className={styles.facts}>
                    {partNotes(part).map((note) => (
                      <span key={note}>{note}</span>
                    ))}
                  </span>
                </span>
                <span className={styles.count}>{formatNumber(part.count)}</span>
              </li>
            ))}
          </ul>
          {full.length > 0 && empty.length > 0 && <p className={styles.empty}>{t('privacy.empty', { names: formatList(empty.map(partName), 'disjunction') })}</p>}
        </div>
      </Section>
      <Section title={t('privacy.places')}>
        <ul className={cx(styles.card, styles.terms)}>
          {placesOf(data.parts).map((place) => (
            <li key={place}>
              <code className={styles.path}>{place}</code>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
